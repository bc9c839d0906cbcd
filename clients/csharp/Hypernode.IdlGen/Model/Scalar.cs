namespace Hypernode.IdlGen.Model;

/// <summary>Types without parts.</summary>
internal enum Scalar
{
    Bool,
    U8,
    I8,
    U16,
    I16,
    U32,
    I32,
    F32,
    U64,
    I64,
    F64,
    U128,
    I128,
    U256,
    I256,
    Bytes,
    String,
    Pubkey,
}
