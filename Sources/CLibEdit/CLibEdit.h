// The line editor of the system, libedit.
#include <stdio.h>
#include <histedit.h>
