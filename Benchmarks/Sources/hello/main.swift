// The least that a statically linked Swift program costs to start.
print("hello, world")
