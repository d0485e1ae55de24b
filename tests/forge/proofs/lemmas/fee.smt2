; Fee: `cost * bps / 10,000` is rounded down by less than a peso, and with a fee of 10 % at most the goal of three prices of 40 bits
; stays below 2^42.
(declare-const cost Int) (declare-const bps Int) (declare-const fee Int)
(assert (and (>= cost 0) (<= cost (* 3 1099511627775)) (>= bps 0) (<= bps 1000)))
(assert (= fee (div (* cost bps) 10000)))
(assert (or (> (* fee 10000) (* cost bps)) (<= (* (+ fee 1) 10000) (* cost bps)) (> (* fee 10) cost)
            (>= (+ cost fee) 4398046511104)))
(check-sat)
