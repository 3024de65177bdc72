public import LedgerDomain

/// How one door speaks to people: in which language, by which name of the program, and what it calls their choices.
///
/// Everything here is made with one, given by whoever prints: the command line makes one for its run, a server one for
/// each request. Tables, JSON and texts are values; nothing here prints, reads an environment or ends a process.
public struct Presenter: Sendable {
    /// The language of all words.
    public let language: Language
    /// What the program calls itself in evidence, with its version.
    public let software: String
    /// What the choices of people are called.
    public let vocabulary: Vocabulary

    /// A presenter from its parts.
    public init(language: Language, software: String, vocabulary: Vocabulary = .plain) {
        (self.language, self.software, self.vocabulary) = (language, software, vocabulary)
    }

    /// One of two texts, by the language, with its choices named.
    public func pick(_ chinese: String, _ english: String) -> String {
        vocabulary.text(language == .chinese ? chinese : english, language)
    }

    /// A label's text, with its choices named.
    public func text(_ label: Label) -> String { label.text(language, vocabulary) }
}
