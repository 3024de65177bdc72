import CXML
import LedgerDomain

/// What reads the elements of a part. A fault that it sets ends the reading.
protocol XMLPartHandler: AnyObject {
    var fault: Fault? { get }
    /// Set where the rest of the part is not needed.
    var isDone: Bool { get }
    func start(_ name: XMLName, _ attributes: XMLAttributes)
    func end(_ name: XMLName)
    func characters(_ text: UnsafeBufferPointer<UInt8>)
}

/// The local name of an element. Namespaces are not looked at: the strict and the transitional form of the format
/// differ in nothing else that is read here.
struct XMLName {
    fileprivate let pointer: UnsafePointer<xmlChar>?

    static func == (one: XMLName, other: StaticString) -> Bool { xmlStrEqual(one.pointer, other.utf8Start) != 0 }
}

/// The attributes of an element, valid while it is handled.
struct XMLAttributes {
    fileprivate let pointer: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    fileprivate let count: Int

    /// The value of an attribute by its local name, as its bytes.
    func bytes(_ name: StaticString) -> UnsafeBufferPointer<UInt8>? {
        guard let pointer else { return nil }
        // Five pointers for each: local name, prefix, namespace, first byte of the value and the one behind its last.
        for index in 0..<count where xmlStrEqual(pointer[5 * index], name.utf8Start) != 0 {
            guard let first = pointer[5 * index + 3], let end = pointer[5 * index + 4] else { return nil }
            return UnsafeBufferPointer(start: first, count: end - first)
        }
        return nil
    }

    /// The value of an attribute as text.
    func text(_ name: StaticString) -> String? {
        guard let bytes = bytes(name) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        // Without entity replacement libxml2 leaves an ampersand in attributes as this reference, and nothing else.
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var result = ""
        var rest = text[...]
        while let index = rest.firstIndex(of: "&") {
            result += rest[..<index] + "&"
            rest = rest[rest.index(after: index)...]
            if rest.hasPrefix("#38;") { rest = rest.dropFirst(4) }
        }
        return result + rest
    }

    /// The value of an attribute as a number that is not negative.
    func number(_ name: StaticString) -> Int? { bytes(name).flatMap { CellReference.number($0) } }

    /// Whether an attribute says `1` or `true`.
    func flag(_ name: StaticString) -> Bool {
        guard let bytes = bytes(name) else { return false }
        return bytes.elementsEqual("1".utf8) || bytes.elementsEqual("true".utf8)
    }
}

/// Reads parts with libxml2's push parser: elements as they come, no tree, no network, no entities of the file's own.
enum XMLPart {
    /// What the callbacks get as their context.
    private final class Reading {
        let handler: any XMLPartHandler
        var parser: xmlParserCtxtPtr?
        var hasDocumentType = false

        init(_ handler: any XMLPartHandler) { self.handler = handler }

        func stopIfNeeded() {
            if handler.fault != nil || handler.isDone || hasDocumentType, let parser { xmlStopParser(parser) }
        }

        static func of(_ context: UnsafeMutableRawPointer?) -> Reading? {
            context.map { Unmanaged<Reading>.fromOpaque($0).takeUnretainedValue() }
        }
    }

    /// Reads a part of a package.
    ///
    /// - Throws: ``Fault`` of the package, of the handler, or for text that is not well-formed XML.
    static func read(_ name: String, of package: ZipPackage, _ handler: any XMLPartHandler) throws(Fault) {
        let reading = Reading(handler)
        var events = callbacks
        guard
            let parser = xmlCreatePushParserCtxt(
                &events, Unmanaged.passUnretained(reading).toOpaque(), nil, 0, nil)
        else { throw WorkbookFault.broken(name) }
        defer { xmlFreeParserCtxt(parser) }
        xmlCtxtUseOptions(parser, Int32(bitPattern: XML_PARSE_NONET.rawValue))
        reading.parser = parser
        func check(_ code: Int32) throws(Fault) -> Bool {
            if let fault = handler.fault { throw fault }
            if reading.hasDocumentType { throw WorkbookFault.documentType }
            if handler.isDone { return false }
            guard code == 0 else { throw WorkbookFault.broken(name) }
            return true
        }
        try package.read(name) { (chunk) throws(Fault) -> Bool in
            let code = chunk.withMemoryRebound(to: CChar.self) { characters in
                xmlParseChunk(parser, characters.baseAddress, Int32(characters.count), 0)
            }
            return try check(code)
        }
        if !handler.isDone { _ = try check(xmlParseChunk(parser, nil, 0, 1)) }
        withExtendedLifetime(reading) {}
    }

    private static var callbacks: xmlSAXHandler {
        var events = xmlSAXHandler()
        events.initialized = UInt32(XML_SAX2_MAGIC)
        events.internalSubset = { context, _, _, _ in
            guard let reading = Reading.of(context) else { return }
            reading.hasDocumentType = true
            reading.stopIfNeeded()
        }
        events.startElementNs = { context, name, _, _, _, _, count, _, attributes in
            guard let reading = Reading.of(context) else { return }
            reading.handler.start(XMLName(pointer: name), XMLAttributes(pointer: attributes, count: Int(count)))
            reading.stopIfNeeded()
        }
        events.endElementNs = { context, name, _, _ in
            guard let reading = Reading.of(context) else { return }
            reading.handler.end(XMLName(pointer: name))
            reading.stopIfNeeded()
        }
        events.characters = { context, text, count in
            Reading.of(context)?.handler.characters(UnsafeBufferPointer(start: text, count: Int(count)))
        }
        events.ignorableWhitespace = events.characters
        events.cdataBlock = events.characters
        // Errors come back as the parser's answer; without this, libxml2 would print them.
        events.serror = { _, _ in }
        return events
    }
}
