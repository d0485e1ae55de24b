; Control: were the revenue per share rounded up, holders would earn more than came in.
(declare-const one Int) (declare-const others Int) (declare-const supply Int)
(declare-const amount Int) (declare-const growth Int) (declare-const unit Int)
(assert (and (>= one 0) (>= others 0) (> supply 0) (>= amount 0) (= unit 18446744073709551616)))
(assert (= (+ one others) supply))
(assert (and (>= (* growth supply) (* amount unit)) (> (* amount unit) (* (- growth 1) supply))))
; Refuted: they earn more, or lose as much as 2^-64 pesos per share.
(assert (or (> (+ (* one growth) (* others growth)) (* amount unit))
            (<= (+ (* one growth) (* others growth) supply) (* amount unit))))
(check-sat)
