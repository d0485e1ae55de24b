; Control: were refunds rounded up, the last holder would find too little.
(declare-const a Int) (declare-const b Int) (declare-const c Int) (declare-const goal Int) (declare-const left Int)
(assert (and (>= a 0) (>= b 0) (>= c 0) (> goal 0) (>= left 0) (<= left goal) (= (+ a b c) goal)))
(declare-const forA Int) (declare-const forB Int) (declare-const forC Int)
(assert (and (>= (* forA goal) (* a left)) (> (* a left) (* (- forA 1) goal))))
(assert (and (>= (* forB goal) (* b left)) (> (* b left) (* (- forB 1) goal))))
(assert (and (>= (* forC goal) (* c left)) (> (* c left) (* (- forC 1) goal))))
(define-const paid Int (+ forA forB forC))
; With `dust = left - paid`: what rounding kept of the three, times the goal, is between 0 and below 3 goals.
(assert (or (> paid left) (<= (+ paid 3) left) (> forA a)))
(check-sat)
