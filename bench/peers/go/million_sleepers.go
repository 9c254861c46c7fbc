package main

import (
	"fmt"
	"runtime"
	"time"
)

const (
	repetitions = 5
	sleepers    = 1_000_000
)

func prepare() {
	before := resident()
	for i := 0; i < sleepers; i++ {
		go time.Sleep(100_000 * time.Second)
	}
	runtime.Gosched()
	memory = (resident() - before) / sleepers
}

func worker(rounds int, done chan<- int) {
	for i := 0; i < rounds; i++ {
		runtime.Gosched()
	}
	done <- rounds
}

func run() string {
	done := make(chan int)
	for i := 0; i < 2; i++ {
		go worker(300_000, done)
	}
	return fmt.Sprint(<-done + <-done)
}
