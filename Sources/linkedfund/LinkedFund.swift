import ArgumentParser
import Crypto
import GRDB

@main struct LinkedFund: ParsableCommand {}
