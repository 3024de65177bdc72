import Dispatch
import LedgerDomain
import LedgerLog
import LedgerViews
import Synchronization

/// Holds stored views against a fold of the log, group of places by group of places.
struct ViewsCheck {
    /// The path of the views.
    let path: String
    /// The cells that were put aside.
    let spill: FoldSpill
    /// The other cells.
    let fold: LedgerFold
    /// How many threads compare.
    let workers: Int

    /// Some rows of a view.
    private struct Part {
        var view: StoredView
        var groups: [Int]
    }

    /// The first hundred cells that differ, in the order of views and keys.
    func cells() throws -> [ViewsComparison.Cell] {
        if spill.isEmpty { return try ViewsComparison.cells(try ViewsFile(reading: path), fold) }
        var rest = fold
        try spill.unload(&rest)
        let file = try ViewsFile(reading: path)
        defer { try? file.close() }
        let found = try compare()
        var cells: [ViewsComparison.Cell] = []
        for view in StoredView.allCases where cells.count < ViewsComparison.limit {
            guard view.isPlaced else {
                try ViewsComparison.add(file, view, rest, to: &cells)
                continue
            }
            let result = found[view] ?? Result()
            for group in result.differing.sorted() where cells.count < ViewsComparison.limit {
                try ViewsComparison.add(
                    file, view, try spill.fold(of: view, group: group), in: LedgerFold.places(ofGroup: group),
                    to: &cells)
            }
            // Rows of other places, or of none, show in the number of rows alone.
            let hasStrays = try !result.differing.isEmpty || file.rowCount(of: view.table) != result.count
            if hasStrays, cells.count < ViewsComparison.limit {
                try ViewsComparison.addStrays(file, view, besides: Set(spill.groups(of: view)), to: &cells)
            }
        }
        return cells
    }

    private struct Result {
        var count = 0
        var differing: [Int] = []
    }

    /// Of each view with places: how many rows are as expected, and the groups that have others.
    private func compare() throws -> [StoredView: Result] {
        var parts: [Part] = []
        for view in StoredView.allCases where view.isPlaced {
            let groups = spill.groups(of: view)
            // A few parts for each thread, so that none waits long for the last.
            let length = max(1, groups.count / (4 * workers))
            for start in stride(from: 0, to: groups.count, by: length) {
                parts.append(Part(view: view, groups: Array(groups[start..<min(start + length, groups.count)])))
            }
        }
        let results = Mutex<[StoredView: Result]>([:])
        let failure = Mutex<(any Error)?>(nil)
        let next = Mutex(0)
        let all = parts
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            do {
                let file = try ViewsFile(reading: path)
                defer { try? file.close() }
                while true {
                    let index = next.withLock { index in
                        defer { index += 1 }
                        return index
                    }
                    guard index < all.count else { return }
                    let part = all[index]
                    let result = try compare(part, file)
                    results.withLock { results in
                        results[part.view, default: Result()].count += result.count
                        results[part.view, default: Result()].differing += result.differing
                    }
                }
            } catch { failure.withLock { $0 = error } }
        }
        if let error = failure.withLock({ $0 }) { throw error }
        return results.withLock { $0 }
    }

    private func compare(_ part: Part, _ file: ViewsFile) throws -> Result {
        try file.comparing(part.view.table, isOfPlaces: true) { comparison in
            var result = Result()
            for group in part.groups {
                let expected = try spill.fold(of: part.view, group: group)
                let count = try comparison.count(of: LedgerFold.places(ofGroup: group)) { next in
                    try expected.eachPackedRow(of: part.view, next)
                }
                if let count { result.count += count } else { result.differing.append(group) }
            }
            return result
        }
    }
}
