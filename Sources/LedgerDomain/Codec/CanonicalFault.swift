/// Why bytes are not the canonical form of anything.
public struct CanonicalFault: Error, Hashable, Sendable {
    /// The kinds of defect.
    public enum Reason: String, Hashable, Sendable {
        /// More than ``CanonicalTape/maximumBytes``.
        case tooLong
        /// Nested deeper than ``CanonicalTape/maximumDepth``.
        case tooDeep
        /// A character that may not stand here: white space, a number, null, or a broken token.
        case unexpected
        /// The bytes end inside a value.
        case truncated
        /// Bytes after the value.
        case trailing
        /// A member name other than `[a-z0-9_]+`.
        case memberName
        /// A member that stands before its predecessor in byte order.
        case memberOrder
        /// Two members of one name.
        case duplicateMember
        /// An empty string, array or object; what does not apply is left out.
        case empty
        /// An escape that the canonical form does not use.
        case escape
        /// A bare control character.
        case control
        /// Not UTF-8.
        case utf8
        /// Not in normalisation form C.
        case normalisation
        /// A private-use character, a noncharacter or one newer than Unicode 14.0.
        case character
    }

    /// What is wrong.
    public let reason: Reason
    /// The offset of the first byte that is wrong.
    public let offset: Int
}
