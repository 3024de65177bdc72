import LedgerDomain
import LedgerTesting

/// Changes JSON as a tree, so that what comes out is read further than to its first byte.
///
/// Changed bytes of an entry are hardly ever canonical: one member out of order, and the reader stops. Here members
/// are taken out, added, renamed and given other values, and the whole is written again.
struct JSONMutation {
    private static let names =
        Key.allCases.map(\.rawValue) + EnvelopeMember.allCases.map(\.rawValue) + ["no", "printed"]

    // Values at and beyond the bounds of the forms.
    private static let numbers = [
        "0", "1", "-1", "-0", "00", "+1", "12", "2023", "1989", "2101", "9223372036854775807", "-9223372036854775808",
        "-9223372036854775807", "9223372036854775808", "18446744073709551615", "4294967296", "2147483648",
    ]
    private static let days = [
        "1899-12-31", "1900-01-01", "2024-02-29", "2199-12-31", "2023-02-30", "2022-12-31", "1970-01-01T00:00:00Z",
        "2199-12-31T23:59:59Z",
    ]
    private static let others =
        EventKind.allCases.map(\.type.name) + FuzzWords.codes + [
            "000000", "230606", "999999", "01.01.02", "99.99.99", "财农〔2022〕14号", "财农[2022]第014号", "13800138000",
            "1a2b:aaaaaaaaaaaaaaaaaaaaaaaaaa", "0190f000-0000-7000-8000-000000000001", "\n\u{301}", "e\u{301}", "é",
            "\u{0}", "\"\\", "𠀀", "\u{FFFD}", "91350100M000100Y43", "OWN", "A06", "LOG", "TOKEN",
        ]

    /// The text with one to four places changed; `nil` where it is no JSON.
    static func mutation(of bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8]? {
        guard var value = try? DraftReader.read(bytes) else { return nil }
        for _ in 0...random.below(4) { change(&value, &random) }
        return CanonicalJSON.encode(value)
    }

    /// A text of one JSON value a line with one line changed, or given a second time.
    static func mutation(ofLines bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8]? {
        var lines = bytes.split(separator: 0x0A).map { Array($0) }
        guard let index = lines.indices.randomElement(using: &random) else { return nil }
        if random.below(8) == 0 {
            lines.insert(lines[index], at: random.below(lines.count + 1))
        } else {
            guard let line = mutation(of: lines[index], &random) else { return nil }
            lines[index] = line
        }
        return Array(lines.joined(separator: [0x0A]))
    }

    // MARK: Places

    /// Changes one place of all there are; the way from the top down would nearly always end at the top.
    private static func change(_ value: inout JSONValue, _ random: inout SeededGenerator) {
        var (leaves, nodes): ([[Int]], [[Int]]) = ([], [])
        collect(value, [], &leaves, &nodes)
        let places = random.below(3) == 0 || leaves.isEmpty ? nodes : leaves
        guard let place = places.randomElement(using: &random) else { return }
        update(&value, place[...]) { changeHere(&$0, &random) }
    }

    private static func collect(_ value: JSONValue, _ path: [Int], _ leaves: inout [[Int]], _ nodes: inout [[Int]]) {
        let children = value.elements ?? value.members?.map(\.value)
        guard let children else { return leaves.append(path) }
        nodes.append(path)
        for (index, child) in children.enumerated() { collect(child, path + [index], &leaves, &nodes) }
    }

    private static func update(_ value: inout JSONValue, _ path: ArraySlice<Int>, _ body: (inout JSONValue) -> Void) {
        guard let index = path.first else { return body(&value) }
        if var members = value.members {
            update(&members[index].value, path.dropFirst(), body)
            value = .object(members)
        } else if var elements = value.elements {
            update(&elements[index], path.dropFirst(), body)
            value = .array(elements)
        }
    }

    // MARK: Changes

    private static func changeHere(_ value: inout JSONValue, _ random: inout SeededGenerator) {
        switch value {
        case .object(var members):
            change(&members, &random)
            value = .object(members)
        case .array(var elements):
            if random.below(2) == 0, let element = elements.randomElement(using: &random) {
                elements.append(element)
            } else if !elements.isEmpty {
                elements.remove(at: random.below(elements.count))
            }
            value = .array(elements)
        case .string(let text): value = other(than: text, &random)
        case .bool(let flag): value = random.below(2) == 0 ? .bool(!flag) : any(&random)
        }
    }

    private static func change(_ members: inout [JSONMember], _ random: inout SeededGenerator) {
        let place = random.below(members.count + 1)
        switch random.below(3) {
        case 0 where place < members.count: members.remove(at: place)
        case 1 where place < members.count: members[place].name = pick(names, &random)
        default:
            let name = pick(names, &random)
            // Two members of one name are refused at once; one in sixteen is enough to see that.
            guard !members.contains(where: { $0.name == name }) || random.below(16) == 0 else { return }
            members.insert(JSONMember(name, any(&random)), at: place)
        }
    }

    /// Another value: half of the time one of the same kind, which more readers look at.
    private static func other(than text: String, _ random: inout SeededGenerator) -> JSONValue {
        switch random.below(4) {
        case 0: .string(String(decoding: changed(Array(text.utf8)), as: UTF8.self))
        case 1: any(&random)
        default:
            if Int64(text) != nil {
                .string(pick(numbers, &random))
            } else {
                .string(pick(Day(text.prefix(10)) != nil ? days : others, &random))
            }
        }
    }

    private static func any(_ random: inout SeededGenerator) -> JSONValue {
        switch random.below(16) {
        case 0: .bool(random.below(2) == 0)
        case 1: .array([any(&random)])
        case 2: .object([JSONMember(pick(names, &random), any(&random))])
        default: .string(pick(pick([numbers, days, others], &random), &random))
        }
    }

    private static func pick<Element>(_ elements: [Element], _ random: inout SeededGenerator) -> Element {
        elements[random.below(elements.count)]
    }
}

/// Words of the formats.
enum FuzzWords {
    /// Every code of every list that a field takes.
    static let codes: [String] = {
        func codes(_ kind: ValueKind) -> [String] {
            switch kind {
            case .code(let list): list.codes.map(\.code)
            case .list(let element): codes(element)
            case .record(let uses): uses.flatMap { codes($0.field.kind) }
            default: []
            }
        }
        return Set(EventType.catalogue.flatMap { $0.fields.flatMap { codes($0.field.kind) } }).sorted()
    }()

    /// Names of members with their quotes and colon, types and codes.
    static let entries =
        (Key.allCases.map(\.rawValue) + EnvelopeMember.allCases.map(\.rawValue)).map { "\"\($0)\":" }
        + EventKind.allCases.map(\.type.name) + codes
}
