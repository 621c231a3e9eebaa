"""Computes a trace of `deploy/rivulet generate --trace` again, in numpy, from the specification in model-core/README.md.

    python3 check_trace.py BUNDLE TRACE [--seed 0] [--session session] [--temperature 1]

Prints the largest differences; exits with 1 if one exceeds 1e-4 or if a latent or a binary symbol is not the one drawn.
"""
import argparse, hashlib, json, math, statistics, struct, sys
import numpy as np

erf, inverse_normal = np.vectorize(math.erf, otypes=[float]), statistics.NormalDist().inv_cdf

class Number(str): """A number that keeps its text."""

def canonical(v):
    if isinstance(v, Number): return str(v)
    if isinstance(v, dict): return "{" + ",".join(canonical(k) + ":" + canonical(v[k]) for k in sorted(v)) + "}"
    if isinstance(v, list): return "[" + ",".join(map(canonical, v)) + "]"
    return json.dumps(v, ensure_ascii=False)

def read(folder):
    text = open(f"{folder}/config.json", encoding="utf-8").read()
    data = open(f"{folder}/model.safetensors", "rb").read()
    n = struct.unpack("<Q", data[:8])[0]
    body, w, sha = data[8 + n:], {}, hashlib.sha256(canonical(json.loads(text, parse_int=Number, parse_float=Number)).encode())
    for name, t in sorted((k, v) for k, v in json.loads(data[8:8 + n]).items() if k != "__metadata__"):
        raw = body[t["data_offsets"][0]:t["data_offsets"][1]]
        w[name] = np.frombuffer(raw, "<f4").reshape(t["shape"]).astype(float)
        sha.update(raw)
    return json.loads(text), w, sha.hexdigest()

def norm(w, name, h): return (h - h.mean()) / np.sqrt(h.var() + 1e-5) * w[name + ".weight"] + w[name + ".bias"]

def linear(w, name, x): return w[name + ".weight"] @ x + w[name + ".bias"]

def step(w, layers, state, h):
    """One step of the decoder: moves `state` (a list of complex vectors) in place and returns the output."""
    for i in range(layers):
        n = f"decoder.layers.{i}"
        u, P = norm(w, n + ".norm", h), len(w[n + ".nu"])
        drive = w[n + ".B"] @ u
        state[i] = np.exp(-np.exp(w[n + ".nu"]) + 1j * np.exp(w[n + ".theta"])) * state[i] + np.exp(w[n + ".log_gamma"]) * (drive[:P] + 1j * drive[P:])
        y = w[n + ".C"] @ np.concatenate([state[i].real, state[i].imag]) + w[n + ".D"] * u
        a, g = np.split(linear(w, n + ".W", y / 2 * (1 + erf(y / math.sqrt(2)))), 2)
        h = h + a / (1 + np.exp(-g))
    return norm(w, "decoder.norm", h)

def frame_input(emission, frame):
    x = np.array(frame, float)
    law = emission.get("law", emission)
    if law["type"] == "categorical": return np.eye(law["values"])[x.astype(int)].ravel()
    if law["type"] == "logistic": return 2 * x / (law["values"] - 1) - 1
    if "standardisation" not in emission: return 2 * x - 1
    mean, sd = (np.resize(emission["standardisation"][k], len(x)) for k in ("mean", "sd"))
    return (x - mean) / sd

class Window:
    """What a windowed emission keeps of earlier symbols, and the laws that it gives to those of a frame."""
    def __init__(self, emission, w):
        self.emission, self.w, self.seen = emission, w, []
        P = len(w["decoder.context.nu"])
        self.factor = np.exp(-np.exp(w["decoder.context.nu"]) + 1j * np.exp(w["decoder.context.theta"]))
        self.context = w["decoder.context.x0"][:P] + 1j * w["decoder.context.x0"][P:]
    def copy(self):
        other = Window(self.emission, self.w)
        other.seen, other.context = list(self.seen), self.context
        return other
    def numbers(self): return linear(self.w, "decoder.context.readout", np.concatenate([self.context.real, self.context.imag]))
    def observe(self, frame):
        drive = linear(self.w, "decoder.context.drive", frame_input(self.emission, frame))
        P = len(self.factor)
        self.context, self.seen = self.factor * self.context + drive[:P] + 1j * drive[P:], self.seen + list(frame)
    def laws(self, numbers, frame):
        e, w, seen = self.emission, self.w, self.seen + list(frame)
        numbers = numbers.reshape(len(frame), -1)
        for j in range(len(frame)):
            past = [len(self.seen) + j - lag for lag in e["lags"]]
            if "decoder.window.embed" in w: table = w["decoder.window.embed"]; window = [table[int(seen[i])] if i >= 0 else 0 * table[0] for i in past]
            else: window = [frame_input(e, [seen[i]]) if i >= 0 else [0.0] for i in past]
            a = np.maximum(linear(w, "decoder.window.hidden", np.concatenate([numbers[j][:e["features"]], *window])), 0)
            b = np.maximum(linear(w, "decoder.window.inner", a), 0)
            yield linear(w, "decoder.window.out", b) + numbers[j][e["features"]:]

def uniforms(key, at, purpose, count):
    out = []
    for j in range((count + 3) // 4):
        c, k = [at & 0xFFFFFFFF, at >> 32, j, purpose], [key & 0xFFFFFFFF, key >> 32]
        for _ in range(10):
            a, b = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
            c = [(b >> 32) ^ c[1] ^ k[0], b & 0xFFFFFFFF, (a >> 32) ^ c[3] ^ k[1], a & 0xFFFFFFFF]
            k = [(k[0] + 0x9E3779B9) & 0xFFFFFFFF, (k[1] + 0xBB67AE85) & 0xFFFFFFFF]
        out += [((x >> 8) + 0.5) / 2**24 for x in c]
    return out[:count]

def main():
    p = argparse.ArgumentParser()
    p.add_argument("bundle"); p.add_argument("trace")
    p.add_argument("--seed", type=int, default=0); p.add_argument("--session", default="session"); p.add_argument("--temperature", type=float, default=1)
    a = p.parse_args()
    (config, w, fingerprint), trace = read(a.bundle), json.load(open(a.trace))
    L, F, D, emission, T = config["architecture"]["decoder_layers"], trace["frame"], trace["latent"], config["emission"], a.temperature
    key = int.from_bytes(hashlib.sha256(struct.pack(">q", a.seed) + a.session.encode()).digest()[:8], "big")
    state = [w[f"decoder.layers.{i}.x0"] @ np.kron([[1], [1j]], np.eye(len(w[f"decoder.layers.{i}.nu"]))) for i in range(L)]
    worst, wrong, at, given = dict(prior_mean=0.0, prior_log_sd=0.0, z=0.0, logits=0.0), 0, len(trace["absorbed"]), len(trace["pending"])
    window, binary = Window(emission, w) if emission["type"] == "windowed" else None, "bernoulli" in emission.get("law", emission)["type"]
    def observe(frame):
        step(w, L, state, linear(w, "decoder.embed_x", frame_input(emission, frame)))
        if window: window.observe(frame)
    for frame in trace["absorbed"]: observe(frame)
    for block in trace["blocks"]:
        planned, emitted, past = list(state), list(state), window and window.copy()
        for t, frame in enumerate(block["symbols"]):
            prior = linear(w, "decoder.prior", step(w, L, planned, w["decoder.planned"]))
            mean, log_sd = prior[:D], np.clip(prior[D:], -6, 2)
            z = mean + T * np.exp(log_sd) * [inverse_normal(u) for u in uniforms(key, at, 0, D)]
            hidden = step(w, L, emitted, linear(w, "decoder.embed_z", np.array(block["z"][t])))
            logits = linear(w, "decoder.emission", hidden) + (past.numbers() if past else 0)
            for name, value in dict(prior_mean=mean, prior_log_sd=log_sd, z=z, logits=logits).items():
                worst[name] = max(worst[name], np.abs(value - block[name][t]).max())
            units = linear(w, "decoder.inside", hidden) if "decoder.inside.v" in w else None
            laws = list(past.laws(logits, frame)) if past else None
            if past: past.observe(frame)
            for j, u in enumerate(uniforms(key, at, 1, F) if binary else []):
                logit = laws[j][0] if past else logits[j] + (w["decoder.inside.w"][j] @ np.maximum(units, 0) if units is not None else 0)
                if units is not None: units = units + w["decoder.inside.v"][j] * (2 * frame[j] - 1)
                chance = 1 / (1 + math.exp(-logit / T)) if T else float(logit > 0)
                wrong += (t > 0 or j >= given) and (u < chance) != (frame[j] == 1) and abs(u - chance) > 1e-5
            at += 1
        for frame in block["symbols"]: observe(frame)
        given = 0
    same = fingerprint == trace["fingerprint"]
    print(f"fingerprint {'equal' if same else 'DIFFERENT'}, {at} steps, largest differences:", ", ".join(f"{k} {v:.1e}" for k, v in worst.items()) + f", wrong binary symbols: {wrong}")
    sys.exit(0 if same and not wrong and max(worst.values()) < 1e-4 else 1)

if __name__ == "__main__": main()
