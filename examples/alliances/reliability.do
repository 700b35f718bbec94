* reliability.do: were alliances honoured in war? A table by period, and a plot by decade.
*
*   do reliability.do wars.dta
*
* wars.dta has a row for each alliance and war. docs/research.md has the command of casus that writes it.
* answer is 1 (honoured), 0 (violated), .a (cannot be known) or . (not called on); called is 1, 0 or .a.

version 13
args file
use "`file'", clear

* The open account, or that of the first coder
keep if inlist(account, "open", "COW")
keep if !missing(answer)

generate year = real(substr(since, 1, 4))
generate byte late = year >= 1945
label define periods 0 "before 1945" 1 "since 1945"
label values late periods
generate decade = 10 * floor(year / 10)

* The share that was honoured (mean), of how many (N), by period and in all
tabstat answer, by(late) statistics(mean n) format(%9.3f)

* What decided a case: the first lines, with the article and the rows of the tables
list under in_ since state articles rows in 1/10, abbreviate(12)

graph bar (mean) answer, over(decade, label(angle(90))) ytitle("share honoured")
