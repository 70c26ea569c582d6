import Glibc
import LineEditing

// A conversation for the tests of the line editor: every input is answered by what it was.
exit(Trial(CommandLine.arguments).run())
