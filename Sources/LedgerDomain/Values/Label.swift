/// A language people read.
public enum Language: String, CaseIterable, Sendable {
    /// 中文.
    case chinese = "zh"
    /// English.
    case english = "en"
}

/// A text that people see, in Chinese and English.
public struct Label: Hashable, Sendable {
    /// The Chinese text.
    public let chinese: String
    /// The English text.
    public let english: String

    /// A label in both languages.
    public init(_ chinese: String, _ english: String) {
        self.chinese = chinese
        self.english = english
    }

    /// The text in one language; choices in it stand in plain words.
    public func text(_ language: Language) -> String { text(language, .plain) }
}
