import Foundation
@testable import LedgerDomain
import LedgerTesting
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
        // Parted as people part such numbers, in half and full width.
        ("138 0013 8000", .phone), ("138-0013-8000", .phone), ("１３８－００１３－８０００", .phone), ("+86 138 0013 8000", .phone),
        ("138 00138000", .phone), ("1380013 8000", .phone), ("110105 19491231 002X", .identityCard),
        ("110105 19491231 002 X", .identityCard), ("110105-1949-1231-002x", .identityCard),
        ("110 105 194 912 310 02X", .identityCard), ("6222 0212 3456 7890 128", .bankCard),
        ("6222-0212-3456-7890-128", .bankCard), ("622202 1234567890128", .bankCard), ("4111 1111 1111 1111", .bankCard),
        ("6222　0212　3456　7890　128", .bankCard), ("二人 3 13800138000", .phone),
        // Cards given until 1999.
        ("110105491231002", .oldIdentityCard), ("老证：110105 491231 002。", .oldIdentityCard),
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
        // Dates, ranges, lists and codes in parts.
        "2023-06-30 2023-07-01", "2023-06-30至2023-07-01", "20230630-20230701", "位置 120-15040", "0854-1234567",
        "100 2000 3000", "1500 2000 3000", "13 800 138 000", "139,001,390,00", "0190f000-0000-7000-8000-000000000001",
        "138-0013-80001", "138  0013  8000", "130 1234 567", "139 0013 9000元", "13800138000 元", "合计 ¥13800138000",
        "e138-0013-8000",
        // A place, a date and a serial, as vouchers have, with a right Luhn digit or without a date of old cards.
        "6226212023061500015", "522633230615001", "990105491231002", "110105491331002", "522633199906150",
    ]

    @Test(arguments: harmless) func passes(_ text: String) {
        #expect(PersonalDataScan.finding(in: text) == nil)
    }

    static let masks = [
        ("11010519491231002X", "11010519******002X"), ("老证110105491231002", "老证110105******002"),
        ("张三13800138000，李四 139-0013-9000", "张三138****8000，李四 139-****-9000"),
        ("6222 0212 3456 7890 128", "6222 **** **** ***0 128"), ("财农〔2022〕14号", "财农〔2022〕14号"),
        ("1.23万元，共13800138000元", "1.23万元，共13800138000元"), ("１３８００１３８０００", "１３８****８０００"),
    ]

    @Test(arguments: masks) func masksTheMiddle(_ text: String, masked: String) {
        #expect(PersonalDataScan.masked(text) == masked)
        #expect(PersonalDataScan.finding(in: masked) == nil)
    }

    /// Whatever the text, a mask replaces digits and nothing else, and of what begins with a finding it replaces some.
    @Test(arguments: seeds(1)) func aMaskKeepsAllButDigits(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "138", "0013", "8000", "11010519491231002", "X", "x", " ", "-", "－", "１", "6222", "a", "元", ".", "张", "1",
        ]
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }
            .joined()
            let masked = PersonalDataScan.masked(text)
            let pairs = zip(text.unicodeScalars, masked.unicodeScalars)
            #expect(text.unicodeScalars.count == masked.unicodeScalars.count, "\(text)")
            #expect(pairs.allSatisfy { $0 == $1 || $1 == "*" && ($0.properties.numericType != nil) }, "\(text)")
            #expect((PersonalDataScan.finding(in: text) == nil) == (masked == text), "\(text)")
        }
    }

    /// Amounts in 分, counts and positions have as many digits as phones.
    @Test func anAmountIsNotMasked() {
        #expect(PersonalDataScan.masked("13800138000", isAmount: true) == "13800138000")
        #expect(
            Fault(.arithmetic, path: "body.amount_fen", given: "13800138000", expected: Label("", "")).given
                == "13800138000")
        #expect(Fault(.form, path: "body.reason", given: "13800138000", expected: Label("", "")).given == "138****8000")
    }

    @Test func aNumberInAPersonsCellIsMaskedRightOrWrong() {
        #expect(PersonalDataScan.maskedNumber("110105194912310021") == "11010519******0021")
        #expect(PersonalDataScan.maskedNumber("1101051949") == "110***1949")
        #expect(PersonalDataScan.maskedNumber("张三") == "**")
    }

    /// Of identifiers that others define, only identity numbers of grown-ups are refused.
    @Test func anIdentifierMayBeAnyOtherNumber() {
        #expect(PersonalDataScan.isIdentityCard(inIdentifier: "V-11010519491231002X"))
        #expect(!PersonalDataScan.isIdentityCard(inIdentifier: "6222021234567890128"))
        #expect(!PersonalDataScan.isIdentityCard(inIdentifier: "13800138000"))
        let dated = (0..<2_000).map { "522633" + "20230615" + String(format: "%04d", $0) }
        #expect(dated.allSatisfy { !PersonalDataScan.isIdentityCard(inIdentifier: $0) })
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
