import Foundation
import LedgerTesting

/// What libFuzzer calls. It brings `main` and knows the functions below by their names; which target is meant
/// stands in the environment, because libFuzzer keeps the command line for itself.
///
/// ```
/// LINKEDFUND_FUZZ_SEEDS=DIR Fuzz            writes DIR/TARGET/seeds and options for all targets
/// LINKEDFUND_FUZZ_TARGET=NAME Fuzz CORPUS   runs a target
/// ```
private enum Engine {
    /// libFuzzer calls from one thread.
    nonisolated(unsafe) static var target: (any FuzzTarget)?

    static func prepare() throws {
        let environment = ProcessInfo.processInfo.environment
        if let folder = environment["LINKEDFUND_FUZZ_SEEDS"] {
            for type in FuzzTargets.all { try write(type, to: folder) }
            exit(0)
        }
        let name = environment["LINKEDFUND_FUZZ_TARGET"] ?? ""
        target = try FuzzTargets.all.first { $0.name == name }?.init()
        guard target != nil else {
            let names = FuzzTargets.all.map { $0.name }.joined(separator: ", ")
            throw EngineError(description: "LINKEDFUND_FUZZ_TARGET is \"\(name)\", not one of \(names)")
        }
    }

    private static func write(_ type: any FuzzTarget.Type, to folder: String) throws {
        let place = URL(fileURLWithPath: folder).appendingPathComponent(type.name)
        let seeds = place.appendingPathComponent("seeds")
        try FileManager.default.createDirectory(at: seeds, withIntermediateDirectories: true)
        for (index, seed) in try type.init().seeds().enumerated() {
            try Data(seed.prefix(type.maximumLength)).write(to: seeds.appendingPathComponent("\(index)"))
        }
        try Data(type.dictionary.map(line).joined().utf8).write(to: place.appendingPathComponent("dictionary"))
        try Data("\(type.maximumLength)\n".utf8).write(to: place.appendingPathComponent("length"))
        try Data(type.findsLeaks ? "1\n".utf8 : "0\n".utf8).write(to: place.appendingPathComponent("leaks"))
    }

    /// A word as libFuzzer's dictionaries write it.
    private static func line(_ word: String) -> String {
        let bytes = word.utf8.map { byte -> String in
            let isPlain = (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
            let digits = String(byte, radix: 16)
            return isPlain ? String(Unicode.Scalar(byte)) : "\\x" + (byte < 16 ? "0" : "") + digits
        }
        return "\"\(bytes.joined())\"\n"
    }
}

private struct EngineError: Error, CustomStringConvertible {
    let description: String
}

@c(LLVMFuzzerInitialize) public func initialize(
    _ count: UnsafeMutablePointer<CInt>?, _ arguments: UnsafeMutableRawPointer?
) -> CInt {
    do { try Engine.prepare() } catch {
        FileHandle.standardError.write(Data("fuzz: \(error)\n".utf8))
        exit(64)
    }
    return 0
}

@c(LLVMFuzzerTestOneInput) public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    Engine.target?.run([UInt8](UnsafeBufferPointer(start: start, count: count)))
    return 0
}

@c(LLVMFuzzerCustomMutator) public func mutate(
    _ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ limit: Int, _ seed: CUnsignedInt
) -> Int {
    var random = SeededGenerator(seed: UInt64(seed))
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    // Every other time libFuzzer changes bytes, so that what no shape allows is tried too.
    guard random.below(2) == 0, let other = Engine.target?.mutation(of: bytes, &random), !other.isEmpty,
        other.count <= limit
    else { return changeBytes(start, count, limit) }
    _ = UnsafeMutableBufferPointer(start: start, count: limit).update(fromContentsOf: other)
    return other.count
}

/// libFuzzer's own changes: bits, bytes, words of the dictionary, pieces of other inputs.
@_silgen_name("LLVMFuzzerMutate") private func changeBytes(
    _ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ limit: Int
) -> Int

/// Some bytes, changed as libFuzzer changes them.
func changed(_ bytes: [UInt8], atMost limit: Int = 512) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: max(limit, bytes.count, 1)) { buffer, count in
        buffer.initialize(repeating: 0)
        guard let start = buffer.baseAddress else { return }
        _ = buffer.update(fromContentsOf: bytes)
        count = changeBytes(start, bytes.count, buffer.count)
    }
}
