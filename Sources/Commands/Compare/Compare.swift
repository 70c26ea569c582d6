import ArgumentParser

/// `compare`: logs of two routes, and the plan of a fair test.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Says whether a comparison of MM API with Cloud API is fair, and only then what it says.",
    discussion: """
      compare logs --help names every option of compare LOG….

      Examples:
        wabadoctor compare log.csv --split 50:50
        wabadoctor compare hooks.ndjson --sends sends.csv --campaign spring
        zcat log.csv.gz | wabadoctor compare -
        wabadoctor compare --counts mm=80412/120000 cloud=96390/120100
        wabadoctor compare log.csv --fact comparison.random_split=yes
        wabadoctor compare plan --base 80 --difference 1 --daily 40000
      """,
    subcommands: [CompareLogs.self, ComparePlan.self], defaultSubcommand: CompareLogs.self)
}
