; Order: to claim between two payments or only after both pays the same in all and leaves the same fraction.
; A claim pays the whole pesos of what was earned and leaves the rest (Earnings.t.sol).
(declare-const before Int) (declare-const growth Int) (declare-const unit Int)
(assert (and (>= before 0) (>= growth 0) (= unit 18446744073709551616)))
(declare-const early Int) (declare-const late Int) (declare-const once Int)
(define-const left Int (- before (* early unit)))
(assert (and (>= left 0) (< left unit)))
(assert (and (<= (* late unit) (+ left growth)) (< (+ left growth) (* (+ late 1) unit))))
(assert (and (<= (* once unit) (+ before growth)) (< (+ before growth) (* (+ once 1) unit))))
(assert (or (not (= (+ early late) once))
            (not (= (- (+ left growth) (* late unit)) (- (+ before growth) (* once unit))))))
(check-sat)
