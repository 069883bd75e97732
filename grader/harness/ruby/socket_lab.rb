# Ruby loads this before the program, since RUBYOPT names it. It prints at once, as on a terminal,
# what Ruby would hold back on a pipe, and leaves no trace in the environment or the path.
$stdout.sync = true
ENV.delete('RUBYOPT')
ENV.delete('RUBYLIB')
$LOAD_PATH.delete(__dir__)
