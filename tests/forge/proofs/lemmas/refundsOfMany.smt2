; Refunds of any number of holders, by induction: what rounding has kept (times the goal) of those before never falls by one more
; holder's refund, and grows by less than a peso: so all get at most what is left, and the dust is below a peso per holder.
; The products are distributed: `beforeLeft` is the shares of those before times `left`, `paidGoal` what they were paid times the goal.
(declare-const beforeLeft Int) (declare-const paidGoal Int) (declare-const goal Int)
(declare-const one Int) (declare-const forOne Int) (declare-const left Int)
(assert (and (>= one 0) (> goal 0) (>= left 0)))
(assert (= forOne (div (* one left) goal)))
(define-const kept Int (- beforeLeft paidGoal))
(define-const then Int (- (+ beforeLeft (* one left)) (+ paidGoal (* forOne goal))))
(assert (or (< then kept) (>= then (+ kept goal))))
(check-sat)
