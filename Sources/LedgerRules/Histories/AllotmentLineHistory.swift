import LedgerDomain

/// The allotment lines of a log and what drew on them, for rules about whole logs (指标行).
///
/// Money that is distributed within a place, or carried over to a later year, is still the money of the line that was
/// received: ``root(of:following:)`` leads back to it.
struct AllotmentLineHistory {
    /// A line of a place.
    struct Line: Hashable, Comparable {
        let place: RegionCode
        let id: String

        static func < (left: Line, right: Line) -> Bool {
            left.place == right.place ? left.id < right.id : left.place < right.place
        }
    }

    /// What an upper level gave.
    struct Receipt {
        let seq: UInt64
        let amount: Int64
        /// The budget year that it was booked in.
        let year: Int
        /// The year that the money was first issued for.
        let lineYear: Int
        /// `nil` where it is not known to the day.
        let receivedOn: Day?
        let documents: [String]
    }

    /// How an entry draws on a line.
    enum Draw: Hashable {
        /// To a lower place.
        case down
        /// To another line of the place.
        case own(Line, isExecutable: Bool)
        /// To a line of a later year.
        case carriedOver(Line)
        /// To a project, or back from it.
        case committed
        /// To a payee, or back.
        case paid
        /// Recovered or lapsed.
        case gone
    }

    /// One draw on a line.
    struct Move {
        let seq: UInt64
        let line: Line
        let draw: Draw
        /// In 分; negative where money comes back to the line.
        let amount: Int64
        let day: Day
        let isExact: Bool
    }

    /// A commitment on several lines at once.
    struct PoolMove {
        let move: Move
        let pool: String
        let documents: [String]
    }

    private(set) var receipts: [UInt64: (line: Line, receipt: Receipt)] = [:]
    private var drawn: [UInt64: Move] = [:]
    private var pooled: [UInt64: PoolMove] = [:]

    /// Adds an entry; one that draws on no line says nothing.
    mutating func apply(_ entry: Entry) {
        guard let position = entry.position else { return }
        if entry.sign < 0 {
            receipts[position] = nil
            drawn[position] = nil
            pooled[position] = nil
            return
        }
        guard let place = entry.region, let amount = entry.number(.amountFen) else { return }
        if entry.kind == .allotmentReceived {
            guard let line = entry.text(.lineID) else { return }
            receipts[position] = (
                Line(place: place, id: line),
                Receipt(
                    seq: position, amount: amount, year: entry.fiscalYear ?? 0,
                    lineYear: Int(entry.number(.lineYear) ?? 0),
                    receivedOn: entry.isExactToTheDay ? entry.day(.receivedOn) : nil, documents: entry.documents)
            )
            return
        }
        guard let (draw, isBack) = draw(of: entry, place), let day = entry.effectiveOn else { return }
        let id = entry.kind == .allotmentDistributed ? entry.text(.parentLineID) : entry.text(.lineID)
        let move = Move(
            seq: position, line: Line(place: place, id: id ?? ""), draw: draw, amount: isBack ? 0 - amount : amount,
            day: day, isExact: entry.isExactToTheDay)
        if id != nil {
            drawn[position] = move
        } else if let pool = entry.text(.pool) {
            pooled[position] = PoolMove(move: move, pool: pool, documents: entry.documents)
        }
    }

    private func draw(of entry: Entry, _ place: RegionCode) -> (draw: Draw, isBack: Bool)? {
        func line(_ key: Key) -> Line { Line(place: place, id: entry.text(key) ?? "") }
        switch entry.kind {
        case .allotmentDistributed:
            if entry.region(.to) != nil { return (.down, false) }
            let isExecutable = entry.code(.executable, as: Executability.self) != .toDistribute
            return (.own(line(.lineID), isExecutable: isExecutable), false)
        case .allotmentCarriedOver: return (.carriedOver(line(.toLineID)), false)
        case .fundsCommitted: return (.committed, false)
        case .fundsReleased: return (.committed, true)
        case .disbursementMade: return (.paid, false)
        case .disbursementReturned: return (.paid, true)
        case .allotmentRecovered, .allotmentLapsed: return (.gone, false)
        default: return nil
        }
    }

    /// The draws dated up to a day, in the order of the log.
    func moves(asOf day: Day) -> [Move] { drawn.values.filter { $0.day <= day }.sorted { $0.seq < $1.seq } }

    /// The commitments on pools dated up to a day, in the order of the log.
    func poolMoves(asOf day: Day) -> [PoolMove] {
        pooled.values.filter { $0.move.day <= day }.sorted { $0.move.seq < $1.move.seq }
    }

    /// Which line each was opened from.
    ///
    /// - Parameter isExecutableFollowed: also where the place turned money into executable lines of its own.
    func parents(isExecutableFollowed: Bool) -> [Line: Line] {
        let received = Set(receipts.values.map(\.line))
        var parents: [Line: Line] = [:]
        for move in drawn.values.sorted(by: { $0.seq < $1.seq }) {
            let child: Line
            switch move.draw {
            case .own(let line, let isExecutable):
                guard isExecutableFollowed || !isExecutable else { continue }
                child = line
            case .carriedOver(let line): child = line
            case .down, .committed, .paid, .gone: continue
            }
            if child != move.line, !received.contains(child), parents[child] == nil { parents[child] = move.line }
        }
        return parents
    }

    /// The line that a line's money was received on.
    static func root(of line: Line, following parents: [Line: Line]) -> Line {
        var current = line
        // A chain is as long as a money's years; strange entries may form a ring.
        for _ in 0..<parents.count {
            guard let parent = parents[current] else { break }
            current = parent
        }
        return current
    }
}
