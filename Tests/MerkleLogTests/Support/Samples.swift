import MerkleLog

/// splitmix64: the same numbers for the same seed on every platform.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}

extension Hash {
    /// The hash with one of its 256 bits turned over.
    func flipping(bit: Int) -> Hash {
        var bytes = bytes
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        return Hash(bytes) ?? self
    }
}

extension [Hash] {
    func flipping(bit: Int, of index: Int) -> [Hash] {
        var copy = self
        copy[index] = copy[index].flipping(bit: bit)
        return copy
    }
}

extension String {
    var bytes: [UInt8] { Array(utf8) }
}

/// Reads a base64 signature line payload (key id and signature) below a text.
func note(_ text: String, signedBy name: String, _ payload: String) -> [UInt8] {
    "\(text)\n— \(name) \(payload)\n".bytes
}

/// The error a call throws.
func failure<Value, Failure: Error>(_ call: () throws(Failure) -> Value) -> Failure? {
    do {
        _ = try call()
        return nil
    } catch { return error }
}
