import Commands
import Glibc

// The diagnostics and troubleshooting assistant for the WhatsApp Business Platform.
// Everything it can do stands in the rooms below; see Sources/README.md.
exit(Program.run(Array(CommandLine.arguments.dropFirst())))
