/// Whether a class counts as industry (是否计入产业).
public enum IndustryMembership: String, Sendable {
    /// It counts.
    case yes = "Y"
    /// It does not.
    case no = "N"
    /// Sources differ; counted, and said so.
    case doubtful = "DOUBTFUL"
}

/// One class of projects.
public struct ProjectClass: Sendable {
    /// The code.
    public let code: ClassCode
    /// The names of its three levels.
    public let names: [String]
    /// Whether it counts as industry.
    public let industry: IndustryMembership
}

/// The project taxonomy (项目库分类), three levels. Its rows are defaults, to be confirmed by the office.
public struct TaxonomyTable: Sendable {
    /// The classes in order.
    public let classes: [ProjectClass]
    private let byCode: [ClassCode: Int]

    /// 产业发展, the level-1 group that is industry.
    public static let industryGroup = 1

    /// Reads the table.
    ///
    /// - Throws: ``ReferenceFault`` at the first row that cannot be read.
    public init(_ bytes: [UInt8]) throws(ReferenceFault) {
        let table = try ReferenceCSV(bytes)
        let (codes, industries) = (try table.column("code"), try table.column("counts_as_industry"))
        let levels = (try table.column("level1"), try table.column("level2"), try table.column("level3"))
        var classes: [ProjectClass] = []
        var byCode: [ClassCode: Int] = [:]
        for row in table.rows {
            guard let code = ClassCode(row[codes]), let industry = IndustryMembership(rawValue: row[industries])
            else { throw row.fault("code or counts_as_industry") }
            guard byCode.updateValue(classes.count, forKey: code) == nil else {
                throw row.fault("\(code) stands twice")
            }
            let names = [row[levels.0], row[levels.1], row[levels.2]]
            classes.append(ProjectClass(code: code, names: names, industry: industry))
        }
        self.classes = classes
        self.byCode = byCode
    }

    /// Whether a class exists.
    public func contains(_ code: ClassCode) -> Bool { byCode[code] != nil }

    /// The class of a code.
    public subscript(_ code: ClassCode) -> ProjectClass? { byCode[code].map { classes[$0] } }

    /// The class of these names, brackets of either width.
    public func find(_ level1: String, _ level2: String, _ level3: String) -> ProjectClass? {
        let wanted = [level1, level2, level3].map(Self.plain)
        return classes.first { $0.names.map(Self.plain) == wanted }
    }

    /// The name of a level-1 group.
    public func groupName(_ level1: Int) -> String? { classes.first { $0.code.level1 == level1 }?.names[0] }

    private static func plain(_ name: String) -> String {
        String(name.map { $0 == "（" ? "(" : $0 == "）" ? ")" : $0 })
    }
}
