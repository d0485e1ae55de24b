; Widths: what one holder has earned fits 128 bits, and so does the revenue per share, as no more is earned than came in (payIn),
; and revenue fits 64 bits, which payIn checks.
(declare-const earned Int) (declare-const others Int) (declare-const revenue Int)
(declare-const perShare Int) (declare-const supply Int) (declare-const unit Int)
(assert (= unit 18446744073709551616))
(assert (and (>= earned 0) (>= others 0) (>= revenue 0) (< revenue unit) (> supply 0) (>= perShare 0)))
(assert (<= (+ earned others) (* revenue unit)))
(assert (<= (* perShare supply) (* revenue unit)))
(assert (or (>= earned (* unit unit)) (>= perShare (* unit unit))))
(check-sat)
