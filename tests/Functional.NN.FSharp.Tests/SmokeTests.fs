module Functional.NN.FSharp.Tests.SmokeTests
