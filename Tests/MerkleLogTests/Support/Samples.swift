import MerkleLog

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
