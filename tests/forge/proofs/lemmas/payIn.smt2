; Sharing out: holders earn together no more than what came in, however many they are.
; payIn raises the revenue per share by `growth = amount * 2^64 / supply`, rounded down, so each holder's earnings by its
; balance times that (Earnings.t.sol). `one` is any holder, `others` what all the rest hold, by the same step again.
(declare-const one Int) (declare-const others Int) (declare-const supply Int)
(declare-const amount Int) (declare-const growth Int) (declare-const unit Int)
(assert (and (>= one 0) (>= others 0) (> supply 0) (>= amount 0) (= unit 18446744073709551616)))
(assert (= (+ one others) supply))
(assert (and (<= (* growth supply) (* amount unit)) (< (* amount unit) (* (+ growth 1) supply))))
; Refuted: they earn more, or lose as much as 2^-64 pesos per share.
(assert (or (> (+ (* one growth) (* others growth)) (* amount unit))
            (<= (+ (* one growth) (* others growth) supply) (* amount unit))))
(check-sat)
