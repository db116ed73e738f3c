// Command build makes, serves and checks Interleave. `make help` lists what it is used for.
//
//	go run ./build dist [-out DIR] [-demos DIR]… [-url https://…/]
//	                                     build the site into dist/
//	go run ./build pack [-out DIR] [-demos DIR]…
//	                                     write the npm package, site and all, into pack/
//	go run ./build serve [-addr host:port] [-lan] [-build=false] [-out DIR] [-demos DIR]…
//	go run ./build check FILE…           hold recordings to records/FORMAT.md
//	go run ./build test-web              run the tests of web/ in Node
//	go run ./build record PATH           run any Go program and record what it does; --help says more
//	go run ./build bench [recording] [stage] [weak]
//	                                     measure what recording and the picture cost, into build/bench/README.md, and a first visit
//	                                     on a weak machine, into build/bench/WEAK.md
//	go run ./build claims [-rounds N] [CLAIM]…
//	                                     measure what articles claim, into claims/results.json
//	go run ./build browser               find or install a Chromium, print its path
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"interleave/build/bench"
	"interleave/build/browser"
	"interleave/build/bundle"
	"interleave/build/claims"
	"interleave/build/dist"
	"interleave/build/record"
	"interleave/build/serve"
	"interleave/build/weave"
	"interleave/build/webtest"
	"interleave/records"
)

const usage = "usage: go run ./build dist | pack | serve | check FILE… | record PATH | bench | claims | test-web | browser"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if len(os.Args) > 1 && os.Args[1] == "record" { // whose statuses say how the program ended
		status := record.Main(ctx, os.Args[2:], os.Stdin, os.Stdout, os.Stderr)
		stop()
		os.Exit(status)
	}
	if err := run(ctx, os.Args[1:]); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) == 0 {
		return errors.New(usage)
	}
	switch verb, args := args[0], args[1:]; verb {
	case "dist":
		return runDist(ctx, args)
	case "pack":
		flags, o := siteFlags("pack", "pack")
		if err := parse(flags, args); err != nil {
			return err
		}
		_, err := dist.Pack(ctx, *o)
		return err
	case "serve":
		return runServe(ctx, args)
	case "check":
		return check(args)
	case "bench":
		return bench.Write(ctx, ".", args, os.Stdout)
	case "claims":
		return runClaims(ctx, args)
	case "test-web":
		return testWeb(ctx, args)
	case "browser":
		path, err := browser.Find(ctx)
		if err == nil {
			fmt.Println(path)
		}
		return err
	}
	return fmt.Errorf("there is no %q\n%s", args[0], usage)
}

// siteFlags are those of every verb that builds the site. Everything runs at the repository's root, where `go run ./build` is.
func siteFlags(verb, out string) (*flag.FlagSet, *dist.Options) {
	o := &dist.Options{Root: ".", Log: os.Stderr}
	flags := flag.NewFlagSet(verb, flag.ContinueOnError)
	flags.StringVar(&o.Out, "out", out, "the `folder` of what is made")
	flags.Func("demos", "a `folder` of scenarios, demos if none is said; may be said again", func(dir string) error {
		o.Demos = append(o.Demos, dir)
		return nil
	})
	return flags, o
}

// parse also refuses what is no flag: it would be passed over otherwise.
func parse(flags *flag.FlagSet, args []string) error {
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("%s takes flags only, not %q", flags.Name(), flags.Arg(0))
	}
	return nil
}

func runDist(ctx context.Context, args []string) error {
	flags, o := siteFlags("dist", "dist")
	flags.StringVar(&o.URL, "url", "", "the `address` under which the site will stand, for cards and oEmbed")
	if err := parse(flags, args); err != nil {
		return err
	}
	return dist.Build(ctx, *o)
}

func runServe(ctx context.Context, args []string) error {
	flags, o := siteFlags("serve", "dist")
	addr := flags.String("addr", "localhost:8080", "`host:port` to serve on")
	lan := flags.Bool("lan", false, "serve everybody in this network, and show the address and its QR code")
	fresh := flags.Bool("build", true, "build the site first")
	if err := parse(flags, args); err != nil {
		return err
	}
	if *fresh {
		if err := dist.Write(ctx, *o); err != nil {
			return err
		}
	}
	return serve.Run(ctx, o.Out, *addr, *lan, os.Stdout)
}

func runClaims(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("claims", flag.ContinueOnError)
	rounds := flags.Int("rounds", 7, "`runs` of each program")
	if err := flags.Parse(args); err != nil {
		return err
	}
	return claims.Write(ctx, claims.Options{Root: ".", Only: flags.Args(), Rounds: *rounds, Log: os.Stdout})
}

// testWeb passes its arguments on to Node: -test-name-pattern=…, -watch.
func testWeb(ctx context.Context, args []string) error {
	toolchain, err := weave.FindToolchain(ctx)
	if err != nil {
		return err
	}
	return webtest.Run(ctx, ".", bundle.Sources{Web: "web", Goroot: toolchain.Goroot}, args, os.Stdout)
}

func check(files []string) error {
	if len(files) == 0 {
		return errors.New("usage: go run ./build check FILE…")
	}
	breaches := 0
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			return err
		}
		found, err := records.Validate(f)
		f.Close()
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		for _, b := range found {
			fmt.Printf("%s: %s\n", file, b)
		}
		breaches += len(found)
	}
	if breaches > 0 {
		return fmt.Errorf("%d breaches of records/FORMAT.md", breaches)
	}
	return nil
}
