/// A list that keeps its first elements and counts all, so that a file with a million faults takes no more memory than
/// one with some thousands.
public struct CappedList<Element>: Sequence {
    /// The elements kept, the first ones added.
    public private(set) var kept: [Element] = []
    /// How many were added.
    public private(set) var total = 0

    private let limit: Int

    /// An empty list that keeps so many elements.
    public init(limit: Int = 10_000) { self.limit = limit }

    /// Whether nothing was added.
    public var isEmpty: Bool { total == 0 }

    /// Adds an element.
    public mutating func append(_ element: Element) {
        total += 1
        if kept.count < limit { kept.append(element) }
    }

    /// Adds elements in turn.
    public mutating func append(contentsOf elements: some Sequence<Element>) {
        for element in elements { append(element) }
    }

    /// The elements kept.
    public func makeIterator() -> IndexingIterator<[Element]> { kept.makeIterator() }
}

extension CappedList: Sendable where Element: Sendable {}
