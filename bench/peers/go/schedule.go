package main

import (
	"fmt"
	"runtime"
)

const repetitions = 1

func prepare() {}

func worker(rounds int, done chan<- int) {
	for i := 0; i < rounds; i++ {
		runtime.Gosched()
	}
	done <- rounds
}

func run() string {
	count := argument()
	rounds := 600_000 / count
	if count >= 1_000_000 {
		rounds = 40
	} else if count >= 100_000 {
		rounds = 60
	}
	done := make(chan int, count)
	for i := 0; i < count; i++ {
		go worker(rounds, done)
	}
	sum := 0
	for i := 0; i < count; i++ {
		sum += <-done
	}
	return fmt.Sprint(sum)
}
