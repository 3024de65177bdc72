import LedgerLog
import LedgerViews
import Synchronization
import LedgerDomain

/// The cells of a fold that wait in a temporary file until they are compared, by view and group of places.
///
/// An audit must hold in a fixed amount of memory however long the log is, and the days of loans alone are rows
/// without end.
final class FoldSpill: Sendable {
    /// What the cells of all folds together may take.
    private static let maximumBytes = 6 << 20

    private struct CellGroup: Hashable {
        var view: StoredView
        var group: Int
    }

    private struct Piece {
        var offset: Int64
        var count: Int
    }

    private struct State: ~Copyable {
        var file: TemporaryFile?
        var pieces: [CellGroup: [Piece]] = [:]
    }

    private let state = Mutex(State())
    private let maximumBytes: Int

    /// A spill that so many folds share.
    init(folds: Int) { maximumBytes = Self.maximumBytes / max(1, folds) }

    /// Whether nothing was put aside.
    var isEmpty: Bool { state.withLock { $0.pieces.isEmpty } }

    /// Puts the cells aside if they have become many.
    func relieve(_ fold: inout LedgerFold) throws {
        if fold.cellBytes > maximumBytes { try unload(&fold) }
    }

    /// Puts all cells aside.
    func unload(_ fold: inout LedgerFold) throws {
        try state.withLock { state in
            let file = try state.file ?? TemporaryFile()
            state.file = file
            var buffer: [UInt8] = []
            var start = file.size
            try fold.unload { view, group, packed in
                let piece = Piece(offset: start + Int64(buffer.count), count: packed.bytes.count)
                state.pieces[CellGroup(view: view, group: group), default: []].append(piece)
                buffer += packed.bytes
                if buffer.count >= 1 << 20 {
                    try file.append(buffer)
                    buffer.removeAll(keepingCapacity: true)
                    start = file.size
                }
            }
            try file.append(buffer)
        }
    }

    /// The groups of places that a view has cells of, in order.
    func groups(of view: StoredView) -> [Int] {
        state.withLock { state in state.pieces.keys.filter { $0.view == view }.map(\.group).sorted() }
    }

    /// The cells of a view and group of places, all of them.
    func fold(of view: StoredView, group: Int) throws -> LedgerFold {
        var fold = LedgerFold()
        let contents = try state.withLock { state in
            try (state.pieces[CellGroup(view: view, group: group)] ?? []).map { piece in
                try state.file?.read(at: piece.offset, count: piece.count) ?? []
            }
        }
        for bytes in contents { fold.load(view, bytes) }
        return fold
    }
}
