public import LedgerDomain

/// Some quantities of money.
public struct MoneyQuantities: OptionSet, Hashable, Sendable {
    /// One bit for each quantity.
    public let rawValue: UInt32

    /// A set from its bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The set of one quantity.
    public init(_ quantity: Movement.Quantity) { rawValue = 1 << UInt32(quantity.rawValue) }

    static let received = MoneyQuantities(.received)
    static let distributedToOwn = MoneyQuantities(.distributedToOwn)
    static let passedDown = MoneyQuantities(.passedDown)
    static let arrived = MoneyQuantities(.arrived)
    static let carriedIn = MoneyQuantities(.carriedIn)
    static let carriedOut = MoneyQuantities(.carriedOut)
    static let lapsed = MoneyQuantities(.lapsed)
    static let recovered = MoneyQuantities(.recovered)
    static let committed = MoneyQuantities(.committed)
    static let paid = MoneyQuantities(.paid)

    /// What they come to in a cell, in 分.
    func sum(of cell: MoneyCell) -> Int128 {
        var sum: Int128 = 0
        var bits = rawValue
        while bits != 0 {
            if let quantity = Movement.Quantity(rawValue: UInt8(bits.trailingZeroBitCount)) { sum += cell[quantity] }
            bits &= bits - 1
        }
        return sum
    }
}

extension SignedQuantities {
    /// What came to a place on a line. A receipt stands in the place of the arrival that it confirms; an own-level
    /// distribution nets out between the line it leaves and the line it reaches.
    static func received(countsArrival: Bool) -> SignedQuantities {
        SignedQuantities(countsArrival ? [.received, .arrived] : .received, less: .distributedToOwn)
    }

    /// What came to a place and stayed there: what it passed down is received below.
    static func receivedOnce(countsArrival: Bool) -> SignedQuantities {
        let received = received(countsArrival: countsArrival)
        return SignedQuantities(received.added, less: received.removed.union(.passedDown))
    }

    /// Own money (本级资金).
    static func own(countsArrival: Bool) -> SignedQuantities {
        let received = receivedOnce(countsArrival: countsArrival)
        return SignedQuantities(received.added, less: received.removed.union(.recovered))
    }
}
