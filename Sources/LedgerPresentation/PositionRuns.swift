/// Positions in order, as runs of neighbours: `12、15–18 共 5 条`.
struct PositionRuns {
    private var runs: [ClosedRange<UInt64>] = []
    private let count: Int

    /// The runs of some positions that are in order, each once.
    init(_ positions: [UInt64]) {
        count = positions.count
        for seq in positions {
            if let last = runs.last, last.upperBound < seq, last.upperBound + 1 == seq {
                runs[runs.count - 1] = last.lowerBound...seq
            } else {
                runs.append(seq...seq)
            }
        }
    }

    /// The first four runs, a mark where there are more, and how many positions there are where it is not one.
    func text(_ presenter: Presenter) -> String {
        let shown = runs.prefix(4).map { run in
            run.lowerBound == run.upperBound ? "\(run.lowerBound)" : "\(run.lowerBound)–\(run.upperBound)"
        }
        let list = shown.joined(separator: presenter.pick("、", ", ")) + (runs.count > 4 ? "…" : "")
        return count == 1 ? list : list + presenter.pick(" 共 \(count) 条", " (\(count) entries)")
    }
}
