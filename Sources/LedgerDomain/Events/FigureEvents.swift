extension EventType {
    /// What others publish, and what is posted (公示、公布数据).
    static let figureTypes: [EventType] = [
        EventType(
            .noticePosted, "notice.posted", "公示公告", "Notice posted",
            Label("公示或公告一个事项。", "A plan or a result is posted for the public."),
            required: [.noticeLevel, .subject, .postedFrom],
            expected: [.postedTo, .noticePlace, .textHash],
            optional: [.project, .batch, .objections, .datePrecision],
            conditions: [.related(.day(.postedTo, .notBefore, .field(.postedFrom)))]),
        EventType(
            .publishedFigureRecorded, "published_figure.recorded", "公布数据", "Published figure recorded",
            Label("登记一个公布的统计数据；不参与本账汇总。", "A published statistic; it never enters the ledger's own sums."),
            required: [.metric, .figureValue, .figureUnit, .qualifier, .figureStatus],
            expected: [.printed, .periodTo, .figureBasis],
            optional: [
                .caliber, .agency, .sourceDocument, .periodFrom, .programme, .count, .countUnit, .derivedFrom,
                .batch, .datePrecision,
            ],
            conditions: [
                .atLeastOne([.agency, .sourceDocument]),
                .related(.day(.periodTo, .notBefore, .field(.periodFrom))),
            ]),
    ]
}
