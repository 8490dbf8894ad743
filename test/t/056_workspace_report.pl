# The page and the maps: whatever people write as a name, the document stays the same but for its text, nothing in it can run, and DOT and
# Mermaid stay what their syntax says. They stand on an empty workspace, on one goal and on many, and show a reader what the views show.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;

my $node = opm_node('report');
sub sql { return $node->safe_psql('postgres', $_[0]) }
sub text { my $t = sql($_[0]); utf8::decode($t); return $t }

# --- Checks of the three syntaxes. ---

# The document as [tag, attributes] and texts, or an error: every tag is known and closed in order, every attribute is quoted and harmless.
my %attributes = map { $_ => 1 } qw(lang charset name content style class scope role aria-label aria-hidden);
my %empty = (meta => 1);
sub html
{
	my ($page) = @_;
	my (@open, @skeleton, @texts);
	$page =~ s/\A<!DOCTYPE html>\n// or return { error => 'no doctype' };
	while ($page =~ /\G(?:<(\/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*)>|([^<>]+))/gc)
	{
		my ($close, $tag, $attributes, $text) = ($1, $2, $3, $4);
		if (defined $text)
		{
			return { error => "an ampersand in $text" } if $open[-1] ne 'style' && $text =~ /&(?!(?:amp|lt|gt|quot|nbsp|#39|#9650|#9660);)/;
			return { error => 'a control character' } if $text =~ /[\x00-\x09\x0b-\x1f\x7f-\x9f\x{202a}-\x{202e}\x{2066}-\x{2069}]/;
			push @texts, $text =~ s/&lt;/</gr =~ s/&gt;/>/gr =~ s/&quot;/"/gr =~ s/&#39;/'/gr =~ s/&nbsp;/ /gr =~ s/&amp;/&/gr if $text =~ /\S/;
			next;
		}
		return { error => "tag $tag" } if $tag !~ /^(?:html|head|meta|title|style|body|div|main|h1|h2|p|b|bdi|span|table|caption|thead|tbody|tr|th|td)$/;
		if ($close) { return { error => "</$tag> closes " . ($open[-1] // 'nothing') } if !@open || pop @open ne $tag; next }
		for my $attribute ($attributes =~ /([a-z-]+)="/g) { return { error => "attribute $attribute" } if !$attributes{$attribute} }
		return { error => "style $attributes" } if $attributes =~ /style="[^"]*(?:url|expression|&|\\)/i;
		push @skeleton, "$tag " . ($attributes =~ s/ (?:aria-label|style)="[^"]*"//gr);
		push @open, $tag if !$empty{$tag};
	}
	return { error => 'at ' . substr($page, pos($page) // 0, 60) } if (pos($page) // 0) < length $page;
	return { error => "open: @open" } if @open;
	return { error => '', skeleton => join("\n", @skeleton), texts => join("\n", @texts) };
}

# DOT, as far as tree_dot uses it: each statement on a line of its own, strings whose quotes are escaped.
my $string = qr/"(?:[^"\\\n]|\\["\\n])*"/;
sub dot_problem
{
	my ($first, @lines) = split /\n/, $_[0];
	return 'first line' if $first ne 'digraph goals {';
	return 'last line' if pop(@lines) ne '}';
	for (@lines) { return "line $_" if !/\A\t(?:rankdir=LR|(?:node|edge|$string(?: -> $string)?)(?: \[\w+=(?:$string|\w+)(?:, \w+=(?:$string|\w+))*\])?);\z/ || /&(?!(?:amp|lt|gt);)/ }
	return '';
}
# Mermaid, likewise: in a label only letters, digits, blanks, what is no ASCII, and numbers of characters.
sub mermaid_problem
{
	my ($first, @lines) = split /\n/, $_[0];
	return 'first line' if $first ne 'flowchart LR';
	for (@lines) { return "line $_" if !/\A  (?:\w+\["(?:[A-Za-z0-9 ]|[^\x00-\x7f]|#\d+;|<br>)*"\](?::::s\d+)?|g\d+ (?:-->|-\.->) g\d+|classDef s\d+ fill:#[0-9A-F]{6},color:#[0-9A-F]{6},stroke:#[0-9A-F]{6})\z/ }
	return '';
}
sub all_well
{
	my ($schema, $name) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my $page = html(text("SELECT $schema.report_html()"));
	is($page->{error}, '', "$name: the page is well-formed and harmless");
	is(dot_problem(my $dot = text("SELECT $schema.tree_dot()")), '', "$name: the DOT is");
	is(mermaid_problem(text("SELECT $schema.tree_mermaid()")), '', "$name: the Mermaid is");
	SKIP:
	{
		skip 'SKIPPED, no Graphviz: dot is not installed, DOT is checked by its grammar only', 1 if system('command -v dot >/dev/null 2>&1');
		my $file = PostgreSQL::Test::Utils::tempdir() . '/map.dot';
		utf8::encode($dot);
		append_to_file($file, $dot);
		is(run_log([ 'dot', '-Tsvg', '-o', "$file.svg", $file ]), 1, "$name: Graphviz draws it");
		unlike(slurp_file("$file.svg"), qr/<script|<a /, "$name: and nothing in it runs");
	}
	return $page;
}
# the checks see what is wrong
isnt(html("<!DOCTYPE html>\n$_")->{error}, '', "a page with $_ is refused") for '<p>', '<p></b>', '<script></script>', '<p onclick="x"></p>', '<p style="background:url(x)"></p>', '<p>a & b</p>', '<p title=x></p>', "<p>\x{202e}</p>", '<p>]]></p>';
isnt(dot_problem("digraph goals {\n\t$_\n}\n"), '', "DOT with $_ is refused") for '"a" [label="b"c"];', '"a" [label="\\N"];', '"a" [label=<b>];', '"a" -> ;';
isnt(mermaid_problem("flowchart LR\n  $_\n"), '', "Mermaid with $_ is refused") for 'g1["a"b"]', 'g1["`a`"]', 'g1["%%{init}%%"]', 'click g1 "x"';

# --- Nothing, one goal. ---
sql(q{SELECT opm.create_workspace('none'); SELECT opm.create_workspace('one'); SELECT opm.load_outline('one', 'only [0 -> 10] = 4')});
my $page = all_well('none', 'an empty workspace');
like($page->{texts}, qr/^No goals yet\.$/m, 'it says that there are no goals');
$page = all_well('one', 'one goal');
like($page->{texts}, qr/^\s*only$/m, 'the goal is there');
like($page->{texts}, qr/40 %/, 'with its score');
is(sql(q{UPDATE one.goal SET lifecycle = 'done'; SELECT one.report_html() ~ '>only<'}), 't', 'where all is over, that is shown');

# --- Hostile names: every text that a page shows. ---
my @words = ("'", '"', '<script>alert(1)</script>', ']]>', '-->', '<!--', '`x`', '"`**x**`"', '&lt;', '&', '\\', '\\N\\G\\"', '"] ; click g1 "javascript:alert(1)"', '%%{init: {"theme": "dark"}}%%', '#quot;', '#35;', 'style a:b#c;',
	'end', '1. one', '- two', '# three', '"];}', '<img src=x onerror=alert(1)>', '" onmouseover="alert(1)', "\x{1F469}\x{200D}\x{1F680}", "\x{202E}txt.exe", "\x{200F}\x{5D0}\x{5D1}", "\x{2067}open", "a\nb", "a\r\tb", '$1 %s %I %1$s', '{{x}}', '${x}',
	"\x{85}", "\x{FFFE}", "e\x{301}", "\x{2028}", 'https://example.org/?a=1&b=2', '</title></style></td></table>', 'x' x 10_240, ('<b>"' x 2560));
# each word in each column, beside a plain name in its place: '' is what has no letters
sub fill
{
	my ($schema, @names) = @_;
	my $values = join ',', map { my $w = $names[$_]; utf8::encode($w); sprintf '(%d, $w$%s$w$)', $_, $w } 0 .. $#names;
	my $n = @names;
	$node->safe_psql('postgres', <<"SQL");
SELECT opm.create_workspace('$schema');
CREATE TEMP TABLE w (i int, word text); INSERT INTO w VALUES $values;
-- a page does not rest on what columns refuse: also a name of many lines, or one that turns the direction of writing
ALTER TABLE $schema.goal DROP CONSTRAINT goal_name_check, DROP CONSTRAINT goal_unit_check;
ALTER TABLE $schema.person DROP CONSTRAINT person_name_check;
ALTER TABLE $schema.check_in DROP CONSTRAINT check_in_blocker_check;
INSERT INTO $schema.team (key, name) VALUES ('t', 'T');
INSERT INTO $schema.person (id, name, team_id) SELECT 100 + i, 'p' || i || ' ' || left(word, 300), 1 FROM w;
INSERT INTO $schema.goal (id, key, name, owner_id) VALUES (1, 'top', 'Top', 100);
INSERT INTO $schema.goal (id, key, name, target, unit, parent_id, owner_id, due_on) SELECT 10 + i, 'g' || i, word, '0 -> 10', CASE WHEN i < 30 THEN left(word, 20) END, CASE WHEN i % 3 > 0 THEN 10 + i - i % 3 ELSE 1 END, 100 + i, '2100-01-01' FROM w;
INSERT INTO $schema.goal_link (goal_id, parent_id) SELECT 10 + i, 1 FROM w WHERE i % 3 = 1;
INSERT INTO $schema.measurement (goal_id, at, value) SELECT 10 + i, now() - k * interval '4 days', 5 + i % 3 - k FROM w, generate_series(0, 3) k;
INSERT INTO $schema.check_in (goal_id, person_id, at, blocker) SELECT 10 + i, 100 + i, now() - interval '50 days' + i * interval '1 day', word FROM w WHERE i < 40;
SQL
	return;
}
fill('plain', map { "name $_" } 0 .. $#words);
ok(eval { fill('hostile', @words); 1 }, 'the words are taken as names') or diag($@ =~ s{ while running.*}{}sr);
my $plain = all_well('plain', 'plain names');
my $hostile = all_well('hostile', 'hostile names');
is($hostile->{skeleton}, $plain->{skeleton}, 'the names change no tag of the page');
for my $word (grep { length($_) < 200 && !/[\x00-\x1f\x7f-\x9f\x{202a}-\x{202e}\x{2066}-\x{2069}\x{fffe}]/ } @words)
{
	like($hostile->{texts}, qr/^\Q$word\E$/m, "$word is on the page as it was written") if $word =~ /^\S/;
}
cmp_ok(length $hostile->{texts}, '<', 60_000, 'and long ones are cut');
like(html(text(q{SELECT hostile.report_html('<b>"title"&')}))->{texts}, qr/^<b>"title"&$/m, 'a title is a text too');
# words of statuses are people's, too
sql(q{UPDATE hostile.setting SET status_basis = 'score', bands = '"<b>`x" | 0.55 | "]]>&#" | 0.65 | "%%{x}"'});
$hostile = all_well('hostile', 'hostile bands');
like($hostile->{texts}, qr/^\]\]>&#$/m, 'the words of the bands are there');

# --- Many goals: the page is cut and says so. ---
sql(q{SELECT opm.create_workspace('many'); INSERT INTO many.goal (id, key, name, parent_id, target) SELECT i, 'g' || i, 'G' || i, CASE WHEN i > 1 THEN (i - 2) / 4 + 1 END, CASE WHEN i > 125 THEN '0 -> 10' END FROM generate_series(1, 500) i;
	INSERT INTO many.measurement (goal_id, at, value) SELECT i, now(), i % 7 FROM generate_series(126, 500) i;
	INSERT INTO many.check_in (goal_id, blocker) VALUES (499, 'stuck')});
$page = all_well('many', '500 goals');
my ($shown) = $page->{texts} =~ /Shown are (\d+) of 500 goals: the first 3 levels, and what needs attention/;
ok(defined $shown, 'it says how many goals are shown');
cmp_ok($shown, '>', 21, 'what needs attention is there beside the first levels');
cmp_ok($shown, '<=', 80 + 12 * 5, 'and no more than that');
# the goal with the blocker with all above it, in outline numbers
my @rows = $page->{skeleton} =~ /^tr /mg;
my %number = map { $_ => 1 } $page->{texts} =~ /^(\d+(?:\.\d+)*)$/mg;
my @orphans = grep { /^(.*)\.\d+$/ && !$number{$1} } keys %number;
is("@orphans", '', 'no goal is shown without those above it');
like(sql(q{SELECT many.report_html()}), qr/>G499</, 'the one with a blocker is');
like(sql(q{SELECT many.tree_mermaid(30)}), qr/rest\["21 of 500 goals are shown"\]/, 'a map says it too');
sql(q{UPDATE many.goal SET parent_id = NULL});
$page = all_well('many', '500 trees');
like($page->{texts}, qr/Shown are \d+ of 500 goals\./, 'without a level that fits, it is cut nevertheless');

# --- A reader: what the views give, and no more. ---
sql(q{CREATE ROLE r; SELECT opm.grant_workspace('one', 'r', 'reader');
	UPDATE one.goal SET lifecycle = 'active'; INSERT INTO one.goal (key, name, visibility, owner_id, target, parent_id) VALUES ('secret', 'A secret', 'owner', 1, '0 -> 1', 1)});
for my $function (qw(report_html tree_mermaid tree_dot))
{
	like(sql("SELECT one.$function()"), qr/A secret/, "$function: the owner sees it");
	my $read = sql("SET ROLE r; SET default_transaction_read_only = on; SELECT one.$function()");
	unlike($read, qr/secret/, "$function: a reader does not see what the views do not show");
	like($read, qr/only/, "$function: but the rest");
}
is(sql(q{SELECT count(*) FROM pg_proc p WHERE p.pronamespace = 'one'::regnamespace AND (proname ~ '^_report' OR proname IN ('report_html', 'tree_dot', 'tree_mermaid')) AND (prosecdef OR prosqlbody IS NULL)}), 0, 'by rights of the reader, bound when made');
# Whatever the session's settings, the page is the same.
is(sql(q{BEGIN; CREATE TEMP TABLE page AS SELECT plain.report_html() AS was; SET LOCAL search_path = ''; SET LOCAL DateStyle = 'German'; SET LOCAL TimeZone = 'Asia/Tokyo';
	SET LOCAL extra_float_digits = -10; SET LOCAL standard_conforming_strings = off; SELECT was OPERATOR(pg_catalog.=) plain.report_html() FROM pg_temp.page; COMMIT}), 't', 'no setting of the session changes it');

$node->stop;
done_testing();
