/// One policy parameter as a release ships it (政策参数); the first entries of a ledger record them.
public struct PolicyParameter: Hashable, Sendable {
    /// What a parameter holds.
    public enum Value: Hashable, Sendable {
        /// A count of its unit: 分, basis points, millionths, days, months or things.
        case number(Int64)
        /// A code, as `LPR_1Y`.
        case code(String)
        /// Yes or no.
        case flag(Bool)

        /// The value as entries write it.
        public var text: String {
            switch self {
            case .number(let number): String(number)
            case .code(let code): code
            case .flag(let flag): flag ? "true" : "false"
            }
        }
    }

    /// The parameter, as `industry_share.target`.
    public let parameter: String
    /// Its Chinese name.
    public let name: String
    /// `nil` where the comparator is ``Comparator/stable``: there is nothing to reach but the year before.
    public let value: Value?
    /// The unit of the value.
    public let unit: PolicyUnit
    /// How a figure is held against it.
    public let comparator: Comparator?
    /// The money a share is computed over.
    public let basis: ShareBasis?
    /// Whether it is about money arranged or paid.
    public let measure: ShareMeasure?
    /// The level it was made at.
    public let level: PolicyLevel
    /// The place it is for; 全国 where none is named.
    public let region: RegionCode
    /// The first day it holds.
    public let validFrom: Day
    /// The last day it holds; `nil` while it is open.
    public let validTo: Day?
    /// The date by which it is chosen.
    public let appliesBy: PolicyDate
    /// Whether it is for the place as a whole or for each place in it.
    public let appliesTo: TargetScope?
    /// The year it is a target for.
    public let fiscalYear: Int?
    /// Whether the place's own figure of the year before is a floor as well; `nil` where it says nothing.
    public let priorYearFloor: Bool?
    /// How sure it is, as its source says.
    public let status: String
    /// Where it is laid down; empty where only the product says so.
    public let source: String
}

/// The policy parameters that a release ships (政策参数), as rows of text; `init` records them as events.
public struct PolicyPack: Sendable {
    /// The columns of one row by name, empty where the table has nothing.
    public let rows: [[String: String]]
    /// The same rows, read.
    public let parameters: [PolicyParameter]

    /// Reads the table.
    ///
    /// - Throws: ``ReferenceFault`` at the first row that cannot be read.
    public init(_ bytes: [UInt8]) throws(ReferenceFault) {
        let table = try ReferenceCSV(bytes)
        var rows: [[String: String]] = []
        var parameters: [PolicyParameter] = []
        for row in table.rows {
            var cells: [String: String] = [:]
            for (index, name) in table.columns.enumerated() { cells[name] = row[index] }
            rows.append(cells)
            parameters.append(try PolicyParameter(PolicyCells(cells: cells, line: row.line)))
        }
        self.rows = rows
        self.parameters = parameters
    }
}

extension PolicyParameter {
    init(_ cells: PolicyCells) throws(ReferenceFault) {
        parameter = try cells.required("parameter") { $0.isEmpty ? nil : $0 }
        name = try cells.required("name_zh") { $0 }
        unit = try cells.required("unit", PolicyUnit.init)
        comparator = try cells.optional("comparator", Comparator.init)
        basis = try cells.optional("basis", ShareBasis.init)
        measure = try cells.optional("measure", ShareMeasure.init)
        level = try cells.required("level", PolicyLevel.init)
        region = try cells.optional("region_code6") { RegionCode($0) } ?? .nation
        validFrom = try cells.required("valid_from") { Day($0) }
        validTo = try cells.optional("valid_to") { Day($0) }
        appliesBy = try cells.required("applies_by", PolicyDate.init)
        appliesTo = try cells.optional("applies_to", TargetScope.init)
        fiscalYear = try cells.optional("fiscal_year") { DecimalText.digits(Array($0.utf8)[...]) }
        priorYearFloor = try cells.optional("prior_year_floor") { $0 == "yes" ? true : $0 == "no" ? false : nil }
        status = try cells.required("status") { $0 }
        source = try cells.required("source") { $0 }
        let unit = unit
        value = try cells.optional("value") { Self.value($0, in: unit) }
        // A parameter without a value is one to hold stable; a rule that met any other could not decide.
        guard (value == nil) == (comparator == .stable) else { throw cells.fault("value") }
    }

    private static func value(_ text: String, in unit: PolicyUnit) -> Value? {
        switch unit {
        case .code: .code(text)
        case .flag: text == "true" ? .flag(true) : text == "false" ? .flag(false) : nil
        case .fen, .basisPoints, .partsPerMillion, .days, .months, .count:
            DecimalText.number(Array(text.utf8)[...]).map { .number($0) }
        }
    }
}

/// The cells of one row of the policy table by name.
struct PolicyCells {
    let cells: [String: String]
    let line: Int

    func required<Value>(_ name: String, _ read: (String) -> Value?) throws(ReferenceFault) -> Value {
        guard let text = cells[name], let value = read(text) else { throw fault(name) }
        return value
    }

    func optional<Value>(_ name: String, _ read: (String) -> Value?) throws(ReferenceFault) -> Value? {
        guard let text = cells[name] else { throw fault(name) }
        return text.isEmpty ? nil : try required(name, read)
    }

    func fault(_ column: String) -> ReferenceFault { ReferenceFault(line: line, reason: column) }
}
