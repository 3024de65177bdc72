public import LedgerDomain
import MerkleLog

/// Why a note, policy or entry is refused, in words that people read (原因).
public enum Reason {
    /// The words for an error of reading or checking evidence.
    public static func of(_ error: any Error) -> Label {
        switch error {
        case let error as NoteError: words(error)
        case let error as CheckpointError: words(error)
        case let error as TrustPolicyError: words(error)
        case let error as EntryFault: words(error)
        default: Label("不能读取", "it cannot be read")
        }
    }

    private static func words(_ error: NoteError) -> Label {
        switch error {
        case .malformed:
            Label("不是签名文本：过长、非 UTF-8 或含控制字符", "no signed note: too long, not UTF-8, or with control characters")
        case .noSignatures: Label("没有签名", "it has no signature")
        case .signatureLine: Label("有不是签名的行", "a line is no signature")
        case .tooManySignatures: Label("签名过多", "it has too many signatures")
        case .badSignature(let name): Label("\(name) 的签名与文本不符", "the signature of \(name) does not fit the text")
        case .noKnownSignature: Label("没有已知密钥的签名", "no known key signed it")
        case .signing: Label("不能签名", "it cannot be signed")
        }
    }

    private static func words(_ error: CheckpointError) -> Label {
        switch error {
        case .malformed: Label("不是三行的检查点", "not the three lines of a head")
        case .origin: Label("日志名称不成立", "the origin is none")
        case .size: Label("规模不是数字", "the size is no number")
        case .root: Label("根不是哈希", "the root is no hash")
        }
    }

    private static func words(_ error: TrustPolicyError) -> Label {
        let reason =
            switch error.reason {
            case .malformed: Label("过长、非 UTF-8 或含控制字符", "too long, not UTF-8, or with control characters")
            case .line: Label("不认识的行", "a line that is not understood")
            case .key: Label("不是公钥，或种类不对", "no key, or one of the other kind")
            case .repeated: Label("密钥或名称重复", "a key or name that stands there already")
            case .member: Label("成员未先定义，或已属另一组", "a member that is not defined before, or belongs to a group already")
            case .threshold: Label("门限不在 1 至成员数之间", "a threshold that is not between 1 and the number of members")
            case .incomplete: Label("缺少 log 行，或 quorum 行不是恰好一行", "no log line, or not exactly one quorum line")
            case .age: Label("max-age-days 应为 1 至 36500", "max-age-days takes 1 to 36500")
            }
        guard error.line > 0 else { return reason }
        return Label("第 \(error.line) 行：\(reason.chinese)", "line \(error.line): \(reason.english)")
    }

    private static func words(_ error: EntryFault) -> Label {
        switch error {
        case .canonical(let fault):
            Label("第 \(fault.offset) 字节处不是规范形式", "not canonical at byte \(fault.offset)")
        case .envelope(let name): Label("成员 \(name) 缺失或多余", "member \(name) is missing or unknown")
        case .version(let version): Label("版本 \(version) 不认识", "version \(version) is unknown")
        case .form(let name): Label("成员 \(name) 的值不合其格式", "member \(name) does not have its form")
        }
    }

    /// A short word for machine lines.
    static func token(_ fault: EntryFault) -> String {
        switch fault {
        case .canonical(let fault): "\(fault.reason.rawValue)@\(fault.offset)"
        case .envelope(let name): "envelope:\(name)"
        case .version(let version): "version:\(version)"
        case .form(let name): "form:\(name)"
        }
    }
}
