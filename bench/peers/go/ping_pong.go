package main

import "fmt"

const repetitions = 5

func prepare() {}

func player(inbox <-chan int, outbox chan<- int) {
	for value := range inbox {
		outbox <- value + 1
	}
}

func run() string {
	to, fro := make(chan int), make(chan int)
	defer close(to)
	go player(to, fro)
	value := 0
	for i := 0; i < 1_000_000; i++ {
		to <- value
		value = <-fro
	}
	return fmt.Sprint(value)
}
