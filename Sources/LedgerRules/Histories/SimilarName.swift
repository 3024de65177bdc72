/// Whether two names are much the same (名称相同或相近).
///
/// Spaces, punctuation, digits and the words that every name has are left out; what remains is equal, or one holds the
/// other: `红星村冷库项目（二期）` is like `红星村冷库建设工程`.
enum SimilarName {
    /// Longest first, so that no part of one stays behind.
    private static let common = ["建设项目", "建设工程", "年度", "项目", "工程", "建设", "采购", "合同", "标段"]
    private static let ordinals = Set("第一二三四五六七八九十期年批次".unicodeScalars)

    static func isSimilar(_ left: String, _ right: String) -> Bool {
        let (one, other) = (core(left), core(right))
        return one == other || one.contains(other) || other.contains(one)
    }

    /// What is left of a name; the name itself where nothing is.
    private static func core(_ name: String) -> String {
        var text = name
        for word in common { text = text.split(separator: word).joined() }
        let kept = text.unicodeScalars.filter { $0.properties.isAlphabetic && !ordinals.contains($0) }
        return kept.isEmpty ? name : String(String.UnicodeScalarView(kept))
    }
}
