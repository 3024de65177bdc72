import LedgerDomain

/// Characters that stand where a conversion lost others: U+FFFD, private use, and runs of question marks.
enum DamagedText {
    static func isDamage(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0xFFFD || (0xE000...0xF8FF).contains(scalar.value) || scalar.value >= 0xF0000
    }

    /// What a cell lost, as people can look for it; `nil` for a sound cell.
    static func damage(in cell: String) -> String? {
        var needsLook = false
        var questions = 0
        for byte in cell.utf8 {
            // Private use and U+FFFD begin with EE, EF, F3 and F4 in UTF-8.
            if byte == 0xEE || byte == 0xEF || byte >= 0xF3 { needsLook = true }
            questions = byte == UInt8(ascii: "?") ? questions + 1 : questions > 2 ? questions : 0
        }
        if needsLook, let found = cell.unicodeScalars.first(where: isDamage) {
            return "U+" + String(found.value, radix: 16, uppercase: true)
        }
        let isAllQuestions = questions > 1 && questions == cell.utf8.count
        return questions > 2 || isAllQuestions ? String(repeating: "?", count: min(questions, 8)) : nil
    }

    static func fault(_ damage: String) -> Fault {
        Fault(
            rule: EntryCheck.form.rawValue, path: "", given: damage, expected: Label("可识别的文字", "text that can be read"),
            remedy: Label(
                "该格有编码转换中丢失的字符（生僻字或乱码）；请对照原件改正，或另存为 .xlsx 或 UTF-8 后再导入。",
                "Characters were lost in this cell when an encoding was converted; correct it, or save the file as .xlsx or UTF-8."
            ))
    }
}
