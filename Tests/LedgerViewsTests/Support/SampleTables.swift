import LedgerDomain
import LedgerTesting
import LedgerViews

/// The small tables that samples use.
enum SampleTables {
    /// Places of three provinces; 429005 and the like lie in their province without a prefecture.
    static func reference(keyCounties: Set<RegionCode> = []) throws -> MoneyReference {
        let divisions = """
            code6,name,parent_code6
            150000,内蒙古自治区,
            150100,呼和浩特市,150000
            150102,新城区,150100
            230000,黑龙江省,
            230600,大庆市,230000
            230602,萨尔图区,230600
            230606,大同区,230600
            410000,河南省,
            410700,新乡市,410000
            410704,凤泉区,410700
            630000,青海省,
            632300,黄南藏族自治州,630000
            632323,泽库县,632300

            """
        let changes =
            "year,effective_date,change_type,old_code6,old_name,new_code6,new_name,parent_path,approval_doc,usable_for_code_check,status,note,source\n"
        let taxonomy = """
            code,level1,level2,level3,counts_as_industry
            01.01.01,产业发展,生产项目,种植业基地,Y
            01.01.02,产业发展,生产项目,养殖业基地,Y
            01.02.02,产业发展,加工流通项目,加工业,Y
            01.03.02,产业发展,配套设施项目,产业园(区),Y
            01.03.03,产业发展,配套设施项目,产业路,DOUBTFUL
            01.05.01,产业发展,金融保险配套项目,小额贷款贴息,Y
            01.07.01,产业发展,新型农村集体经济发展项目,新型农村集体经济发展项目,Y
            02.01.02,就业项目,务工补助,生产奖补,N
            03.01.01,乡村建设行动,农村基础设施,农村道路建设,N
            05.02.01,巩固三保障成果,教育,雨露计划,N
            07.01.01,项目管理费,项目管理费,项目管理费,N

            """
        return MoneyReference(
            regions: try RegionTable(divisions: Array(divisions.utf8), changes: Array(changes.utf8)),
            taxonomy: try TaxonomyTable(Array(taxonomy.utf8)), keyCounties: keyCounties)
    }

    /// A division code that is valid by its form.
    static func place(_ code: String) -> RegionCode { RegionCode(code) ?? .nation }

    /// A report of a place and year, made after the year has ended.
    static func scope(_ place: String = samplePlace, _ year: Int = sampleYear, today: Day? = nil) -> ReportScope {
        ReportScope(region: self.place(place), year: year, today: today ?? Day.last(of: year).adding(days: 30))
    }
}

/// The views that money reports read, folded from one log.
struct MoneyViews {
    var money: MoneyCells
    var attributes: LineAttributes
    var policies: Policies

    init(_ samples: [Draft]) throws {
        let entries = try log(samples)
        money = fold(entries)
        attributes = fold(entries)
        policies = fold(entries)
    }

    /// The industry share rows.
    func shares(_ scope: ReportScope = SampleTables.scope(), _ options: ShareOptions = ShareOptions()) throws
        -> [ShareRow]
    {
        IndustryShareReport.rows(
            money: money, attributes: attributes, policies: policies, scope: scope, options: options,
            reference: try SampleTables.reference())
    }

    /// The one row of the place itself for a figure.
    func share(
        _ basis: ShareBasis = .central, _ measure: ShareMeasure = .arranged, _ classes: ShareClasses = .all,
        scope: ReportScope = SampleTables.scope(), closed: Set<ClosedYear> = []
    ) throws -> ShareRow? {
        try shares(
            scope, ShareOptions(by: .total, basis: basis, measure: measure, classes: classes, closed: closed)
        ).first
    }

    /// The execution rows, the place itself first.
    func execution(
        _ scope: ReportScope = SampleTables.scope(), _ options: ExecutionOptions = ExecutionOptions()
    ) throws -> [ExecutionRow] {
        ExecutionReport.rows(
            money: money, attributes: attributes, scope: scope, options: options,
            reference: try SampleTables.reference())
    }
}
