// The F# code of the README, compiled and run by the tests.
open Functional.NN

// <readme>
let network = Network(Shape.Of 2, [ Dense 8; Tanh(); Dense 1 ])
let trainer = Trainer<float>(network, SigmoidCrossEntropy(), Adam 0.05)
let xor = SyntheticData.Xor<float>().All()

let trained =
    Seq.replicate 300 xor
    |> Seq.fold (fun state batch -> trainer.Step(state, batch).State) (trainer.Initialize(RandomKey.FromSeed 1))

printfn $"{trained.Model.Predict xor.Inputs}"
printfn $"""{Grad.Of((fun x -> (x * exp (x * x)).Sum()), Tensor.Vector(1.0))}"""
// </readme>
