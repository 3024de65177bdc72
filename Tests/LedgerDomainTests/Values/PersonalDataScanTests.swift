import LedgerDomain
import Testing

/// The identity number is the example of GB 11643-1999, the phone a carrier's service number, the cards have
/// made-up digits before the Luhn digit.
@Suite struct PersonalDataScanTests {
    typealias Finding = PersonalDataScan.Finding
    typealias Scan = (text: String, finding: Finding?)

    static let personal: [Scan] = [
        ("11010519491231002X", .identityCard), ("身份证11010519491231002x，已核", .identityCard),
        ("１１０１０５１９４９１２３１００２Ｘ", .identityCard), ("11010519491231002X号", .identityCard),
        ("11010519491231002X1", .identityCard), ("发放11010519491231002X元", .identityCard),
        ("13800138000", .phone), ("联系人13800138000。", .phone), ("+8613800138000", .phone), ("１３８００１３８０００", .phone),
        ("电话13800138000分机8001", .phone), ("一13800138000.其他", .phone), ("13800138000.2号楼", .phone),
        ("1.13800138000", .phone), ("a13800138000b", .phone),
        ("6222021234567890128", .bankCard), ("4111111111111111", .bankCard), ("卡号6222021234567890128，", .bankCard),
    ]

    @Test(arguments: personal) func finds(_ given: Scan) {
        #expect(PersonalDataScan.finding(in: given.text) == given.finding)
    }

    static let harmless = [
        "", "财农〔2022〕14号", "黑财指（农）〔2023〕34号；黑财指（农）〔2022〕500号", "Z155110000004", "10000015Z155110000004",
        "230606001001", "2023-06-30", "20230630", "投资8126.728603万元", "中央下达15652400000000分", "13800138000元",
        "13800138000分", "13800138000.00", "13800138000万元", "金额13800138000.50。", "91350100M000100Y43",
        // Not a mobile number, and parts of longer runs.
        "12800138000", "138001380001", "1380013800", "01013800138000",
        // Wrong check digits.
        "110105194912310021", "6222021234567890127", "4111111111111112", "110105194912310020",
        // Right Luhn digit, first digit no card has.
        "0000000000000000",
    ]

    @Test(arguments: harmless) func passes(_ text: String) {
        #expect(PersonalDataScan.finding(in: text) == nil)
    }

    /// Of the credit codes of social organisations, some are digits alone and one in ten has a Luhn digit by chance.
    @Test func aCreditCodeOfDigitsIsNoCard() throws {
        var found = 0
        for serial in 0..<400 {
            let body = "5152000050000\(1_000 + serial)"
            guard let check = CreditCode.checkCharacter(for: body + "0"), (0x30...0x39).contains(check) else {
                continue
            }
            let code = body + String(Unicode.Scalar(check))
            try #require(CreditCode(code) != nil)
            found += 1
            #expect(PersonalDataScan.finding(in: code) == nil, "\(code)")
        }
        #expect(found > 100)
    }
}
