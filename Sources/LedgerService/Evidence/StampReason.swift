import LedgerDomain
import LedgerTimeStamp

extension TimeStampError {
    /// Why a stamp is refused, in words that people read; an authority's own words stay as it wrote them.
    var label: Label {
        switch self {
        case .wrongLength: Label("摘要或随机数长度不对", "a digest or nonce of the wrong length")
        case .tooLong(_, let limit): Label("应答超过 \(limit) 字节", "the answer is longer than \(limit) bytes")
        case .malformed: Label("不是 RFC 3161 时间戳应答", "this is no answer as RFC 3161 has it")
        case .notGranted(let words): Label("机构拒绝盖戳：\(words)", "the authority refused: \(words)")
        case .otherDigest(let name):
            Label("所盖不是 SHA-256 摘要，而是 \(name)", "what is stamped is not a SHA-256 digest but \(name)")
        case .otherImprint: Label("不是本日志任何检查点的时间戳", "it is a stamp of no head of this log")
        case .otherNonce: Label("是对另一请求的应答", "it answers another request")
        case .noAuthorities:
            Label("\(Choice.authorities) 文件中没有 PEM 证书", "the file of \(Choice.authorities) holds no certificate in PEM")
        case .notTrusted: Label("不是由所信任的时间戳机构签署", "it is not signed by an authority that is trusted")
        }
    }
}
