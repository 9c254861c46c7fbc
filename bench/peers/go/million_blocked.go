package main

import (
	"fmt"
	"runtime"
	"sync/atomic"
)

const (
	repetitions = 1
	count       = 1_000_000
)

func prepare() {}

var blocked, total int64

func waiter(gate <-chan int64, done chan<- bool) {
	atomic.AddInt64(&blocked, 1)
	atomic.AddInt64(&total, <-gate)
	done <- true
}

func run() string {
	gate, done := make(chan int64), make(chan bool, count)
	before := resident()
	for i := 0; i < count; i++ {
		go waiter(gate, done)
	}
	for atomic.LoadInt64(&blocked) < count {
		runtime.Gosched()
	}
	memory = (resident() - before) / count
	for i := 0; i < count; i++ {
		gate <- 1
	}
	for i := 0; i < count; i++ {
		<-done
	}
	return fmt.Sprintf("(%d, %d)", blocked, total)
}
