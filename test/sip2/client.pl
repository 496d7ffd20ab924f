#!/usr/bin/perl
# A client of SIP2 that shares nothing with the product: core modules only, written from 3M SIP 2.00 rev. 2.12.
#
#   perl client.pl host port login secret [--checksums] [--crlf] [--drip] < commands
#
# Each line of the input is one command: "status", "login", or "patron|information|enable|block|end" with a card and, after
# another space, a PIN ("-" sends an empty PIN field). "repeat" asks for the last answer again, "same" sends the last bytes
# again, "raw" sends what follows. Each answer is printed as one line: the code, then its fields as name=value, tab between.
# Bytes are written as they came. Ends with 1 where an answer breaks the protocol.
use strict;
use warnings;
use IO::Socket::INET;

binmode STDIN;
binmode STDOUT;
$| = 1;

my ($host, $port, $login, $secret, @options) = @ARGV;
my %option = map { $_ => 1 } @options;
my $line = IO::Socket::INET->new(PeerAddr => $host, PeerPort => $port, Proto => 'tcp', Timeout => 5)
  or die "cannot connect: $!\n";
binmode $line;

my $sequence = 0;
my $last_sent = '';
my $expected;
my $guarded = 0;

# Fixed fields of each answer: name and length, in their order.
my @flags = ([status => 14], [language => 3], [date => 18]);
my %fixed = (
  '24' => \@flags,
  '26' => \@flags,
  '36' => [[ended => 1], [date => 18]],
  '64' => [@flags, map { [$_ => 4] } qw(holds overdue charged fines recalls unavailable)],
  '94' => [[ok => 1]],
  '96' => [],
  '98' => [[online => 1], [checkin => 1], [checkout => 1], [renewal => 1], [update => 1], [offline => 1],
    [timeout => 3], [retries => 3], [date => 18], [version => 4]],
);

sub checksum {
  my ($bytes) = @_;
  my $sum = 0;
  $sum += $_ for unpack('C*', $bytes);
  return sprintf('%04X', (-$sum) & 0xFFFF);
}

sub now {
  my @t = localtime;
  return sprintf('%04d%02d%02d    %02d%02d%02d', $t[5] + 1900, $t[4] + 1, @t[3, 2, 1, 0]);
}

sub send_bytes {
  my ($bytes) = @_;
  $last_sent = $bytes;
  my $whole = $bytes . ($option{'--crlf'} ? "\r\n" : "\r");
  if ($option{'--drip'}) {
    for my $byte (split //, $whole) { syswrite($line, $byte) or die "cannot write: $!\n"; }
    return;
  }
  syswrite($line, $whole) == length $whole or die "cannot write: $!\n";
}

sub send_message {
  my ($body, $numbered) = @_;
  undef $expected;
  $guarded = $option{'--checksums'} ? 1 : 0;
  if ($guarded) {
    if ($numbered) {
      $expected = $sequence;
      $body .= "AY$sequence";
      $sequence = ($sequence + 1) % 10;
    }
    $body .= 'AZ';
    $body .= checksum($body);
  }
  send_bytes($body);
}

sub fail {
  my ($why, $answer) = @_;
  print "BROKEN\t$why\t$answer\n";
  exit 1;
}

my $unread = '';

sub receive {
  local $SIG{ALRM} = sub { die "no answer within 10 s\n" };
  alarm 10;
  until ($unread =~ /\r/) {
    my $got = sysread($line, my $bytes, 512);
    exit 2 unless $got;
    $unread .= $bytes;
  }
  alarm 0;
  $unread =~ s/^\n*([^\r]*)\r//;
  return $1;
}

sub read_answer {
  my $answer = receive();
  my $plain = $answer;
  if ($plain =~ s/(?:AY([0-9]))?AZ([0-9A-F]{4})$//) {
    my ($number, $sum) = ($1, $2);
    fail('checksum', $answer) unless checksum(substr($answer, 0, -4)) eq $sum;
    fail('sequence', $answer) if defined $number && defined $expected && $number != $expected;
    fail('checksum where none was sent', $answer) unless $guarded;
  } elsif ($guarded) {
    fail('no checksum', $answer);
  }
  my $code = substr($plain, 0, 2);
  my $shape = $fixed{$code} or fail('unknown answer', $answer);
  my $at = 2;
  my @shown = ($code);
  for my $field (@$shape) {
    my ($name, $length) = @$field;
    fail('too short', $answer) if length($plain) < $at + $length;
    push @shown, "$name=" . substr($plain, $at, $length);
    $at += $length;
  }
  my $rest = substr($plain, $at);
  fail('last field has no end', $answer) if length $rest && $rest !~ /\|$/;
  for my $piece (split /\|/, $rest) {
    fail("what is $piece", $answer) unless $piece =~ /^([A-Z]{2})(.*)$/s;
    fail("$1 is too long", $answer) if length $2 > 255;
    push @shown, "$1=$2";
  }
  print join("\t", @shown), "\n";
}

while (my $command = <STDIN>) {
  chomp $command;
  my ($verb, $card, $pin) = split / /, $command, 3;
  my $ad = !defined $pin ? '' : $pin eq '-' ? 'AD|' : "AD$pin|";
  if ($verb eq 'login') { send_message("9300CN$login|CO$secret|", 1) }
  elsif ($verb eq 'status') { send_message('9900802.00', 1) }
  elsif ($verb eq 'patron') { send_message('23001' . now() . "AO1|AA$card|AC|$ad", 1) }
  elsif ($verb eq 'information') { send_message('63001' . now() . (' ' x 10) . "AO1|AA$card|AC|$ad", 1) }
  elsif ($verb eq 'enable') { send_message('25' . now() . "AO1|AA$card|AC|$ad", 1) }
  elsif ($verb eq 'block') { send_message('01N' . now() . "AO1|ALstopped|AA$card|AC|", 1) }
  elsif ($verb eq 'end') { send_message('35' . now() . "AO1|AA$card|AC|$ad", 1) }
  elsif ($verb eq 'repeat') { send_message('97', 0) }
  elsif ($verb eq 'same') { send_bytes($last_sent) }
  elsif ($verb eq 'raw') { undef $expected; $guarded = 0; send_bytes(substr($command, 4)) }
  else { die "no such command: $command\n" }
  read_answer();
}
