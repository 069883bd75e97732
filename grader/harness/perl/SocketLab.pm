package SocketLab;

# Perl loads this before the program, since PERL5OPT names it. It prints at once, as on a terminal,
# what Perl would hold back on a pipe, and holds `rand` at a given fraction of its range. It leaves
# no trace in the environment or the path.
use strict;
use warnings;

# Only the first draws are held, enough to shuffle all numbers: a program that draws again until it
# likes the number must not loop for ever.
my $left = 1000;

$| = 1;

my $held = delete $ENV{SOCKET_LAB_DRAW};
delete @ENV{qw(PERL5OPT PERL5LIB)};
@INC = grep { $_ ne __FILE__ =~ s{[\\/]SocketLab\.pm$}{}r } @INC;
delete $INC{'SocketLab.pm'};

if (defined $held) {
    no warnings 'once';
    *CORE::GLOBAL::rand = sub (;$) {
        my $end = shift || 1;
        return $left-- > 0 ? $held * $end : CORE::rand($end);
    };
}

1;
