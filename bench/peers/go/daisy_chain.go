package main

import "fmt"

const repetitions = 1

func prepare() {}

func link(left chan<- int, right <-chan int) {
	left <- 1 + <-right
}

func run() string {
	first := make(chan int)
	left := first
	for i := 0; i < 100_000; i++ {
		right := make(chan int)
		go link(left, right)
		left = right
	}
	go func() { left <- 0 }()
	return fmt.Sprint(<-first)
}
