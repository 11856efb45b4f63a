"""What a processor does with many columns at a time, in the compiler's own terms: it does not find it by itself.

The sums of a strip of columns stay in the processor's registers while the rows go by; from a loop over an array the
compiler makes code that writes them to memory and reads them again with each row.
"""

from typing import Any

from llvmlite import ir  # type: ignore[import-untyped]
from numba.core import cgutils, types
from numba.extending import intrinsic

# So many columns at a time: their two sums fill half of the registers that most processors have.
WIDTH = 16
_FLOATS = ir.VectorType(ir.DoubleType(), WIDTH)
_WORD = ir.IntType(64)


def _ones(_context: Any, _word: Any) -> Any:
    """How many bits of a word are set; one instruction."""

    def _generate(_typing: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.ctpop(arguments[0])

    return types.uint64(types.uint64), _generate


def _sum_rows(_context: Any, listed: Any, block: Any, weights: Any, sums: Any) -> Any:
    """The sum of the rows of `block` (… × WIDTH) that are listed, and the weighted sum, into `sums` (2 × WIDTH)."""

    def _generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        numbers, rows, factors, found = (
            context.make_array(kind)(context, builder, value)
            for kind, value in zip(signature.args, arguments, strict=True)
        )
        zero = ir.Constant(_FLOATS, [0.0] * WIDTH)
        plain, heavy = (cgutils.alloca_once_value(builder, zero) for _ in range(2))  # type: ignore[no-untyped-call]
        with cgutils.for_range(builder, numbers.nitems, intp=_WORD) as loop:
            number = builder.zext(builder.load(builder.gep(numbers.data, [loop.index])), _WORD)
            start = builder.gep(rows.data, [builder.mul(number, ir.Constant(_WORD, WIDTH))])
            row = builder.load(builder.bitcast(start, _FLOATS.as_pointer()), align=8)
            weighted = builder.fmul(row, _repeated(builder, builder.load(builder.gep(factors.data, [number]))))
            builder.store(builder.fadd(builder.load(plain), row), plain)
            builder.store(builder.fadd(builder.load(heavy), weighted, flags=("contract",)), heavy)
        for at, total in enumerate((plain, heavy)):
            target = builder.gep(found.data, [ir.Constant(_WORD, at * WIDTH)])
            builder.store(builder.load(total), builder.bitcast(target, _FLOATS.as_pointer()), align=8)
        return context.get_dummy_value()

    return types.void(listed, block, weights, sums), _generate


def _repeated(builder: Any, number: Any) -> Any:
    """A vector that holds the number in every place."""
    nothing, first = ir.Constant(_FLOATS, ir.Undefined), ir.Constant(ir.IntType(32), 0)
    one = builder.insert_element(nothing, number, first)
    return builder.shuffle_vector(one, nothing, ir.Constant(ir.VectorType(ir.IntType(32), WIDTH), [0] * WIDTH))


ones: Any = intrinsic(_ones)
sum_rows: Any = intrinsic(_sum_rows)
