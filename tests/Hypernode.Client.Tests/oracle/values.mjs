// Random values of the types of an IDL, in a neutral JSON form (integers and amounts as decimal text, bytes as hex,
// addresses as base58, enums by number), and their conversion to what the foreign libraries take.
const INTEGER = /^([ui])(8|16|32|64|128|256)$/;

export class Values {
  constructor(idl, lib, random) {
    this.types = new Map((idl.types ?? []).map((type) => [type.name, type]));
    this.lib = lib;
    this.random = random;
  }

  make(type) {
    if (typeof type === 'string') return this.#scalar(type);
    if (type.option !== undefined) return this.random.below(2) ? this.make(type.option) : null;
    if (type.vec !== undefined) return this.#list(type.vec, this.random.below(4));
    if (type.array !== undefined) return this.#list(type.array[0], type.array[1]);
    const definition = this.#definition(type);
    switch (definition.kind) {
      case 'struct': return this.fields(definition.fields ?? []);
      case 'type':
        return definition.values === undefined
          ? this.make(definition.alias)
          : String(definition.values[this.random.below(definition.values.length)].value);
      default: throw new Error(`no values for ${JSON.stringify(type)}`);
    }
  }

  fields(fields) {
    return Object.fromEntries(fields.map((field) => [field.name, this.make(field.type)]));
  }

  // What the library's coder takes.
  native(type, value) {
    if (typeof type === 'string') return this.#nativeScalar(type, value);
    if (type.option !== undefined) return value === null ? null : this.native(type.option, value);
    const element = type.vec ?? type.array?.[0];
    if (element !== undefined) {
      return element === 'u8' ? [...Buffer.from(value, 'hex')] : value.map((item) => this.native(element, item));
    }
    const definition = this.#definition(type);
    return definition.kind === 'struct' ? this.nativeFields(definition.fields ?? [], value) : this.native(definition.alias, value);
  }

  nativeFields(fields, value) {
    return Object.fromEntries(fields.map((field) => [field.name, this.native(field.type, value[field.name])]));
  }

  // The neutral form of what the library decoded.
  neutral(type, value) {
    if (typeof type === 'string') return this.#neutralScalar(type, value);
    if (type.option !== undefined) return value === null ? null : this.neutral(type.option, value);
    const element = type.vec ?? type.array?.[0];
    if (element !== undefined) {
      return element === 'u8' ? Buffer.from(value).toString('hex') : value.map((item) => this.neutral(element, item));
    }
    const definition = this.#definition(type);
    return definition.kind === 'struct' ? this.neutralFields(definition.fields ?? [], value) : this.neutral(definition.alias, value);
  }

  neutralFields(fields, value) {
    return Object.fromEntries(fields.map((field) => [field.name, this.neutral(field.type, value[field.name])]));
  }

  #definition(type) {
    const definition = this.types.get(type.defined?.name);
    if (definition === undefined) throw new Error(`no definition of ${JSON.stringify(type)}`);
    return definition.type;
  }

  #list(element, length) {
    return element === 'u8'
      ? Buffer.from(this.random.bytes(length)).toString('hex')
      : Array.from({ length }, () => this.make(element));
  }

  #scalar(type) {
    const integer = INTEGER.exec(type);
    if (integer) return String(this.random.integer(Number(integer[2]), integer[1] === 'i'));
    switch (type) {
      case 'bool': return this.random.below(2) === 1;
      case 'pubkey': return new this.lib.web3.PublicKey(Buffer.from(this.random.bytes(32))).toBase58();
      case 'bytes': return Buffer.from(this.random.bytes(this.random.below(40))).toString('hex');
      case 'string': return Buffer.from(this.random.bytes(this.random.below(20))).toString('base64');
      default: throw new Error(`no values for ${type}`);
    }
  }

  #nativeScalar(type, value) {
    const integer = INTEGER.exec(type);
    if (integer) return Number(integer[2]) > 32 ? new this.lib.BN(value) : Number(value);
    switch (type) {
      case 'pubkey': return new this.lib.web3.PublicKey(value);
      case 'bytes': return Buffer.from(value, 'hex');
      default: return value;
    }
  }

  #neutralScalar(type, value) {
    if (INTEGER.test(type)) return value.toString();
    switch (type) {
      case 'pubkey': return value.toBase58();
      case 'bytes': return Buffer.from(value).toString('hex');
      default: return value;
    }
  }
}
