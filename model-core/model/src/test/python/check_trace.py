"""Computes a trace of `deploy/rivulet generate --trace` again, in numpy, from the pages bundle-format.md and
model-definition.txt of docs.

    python3 check_trace.py BUNDLE TRACE [--seed 0] [--session session] [--temperature 1]

Prints the largest differences; exits with 1 if one exceeds 1e-4 or if a latent or a discrete symbol is not the one drawn.
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

def sigmoid(x): return 1 / (1 + np.exp(-np.clip(x, -80, 80)))

def relu(x): return np.maximum(x, 0)

def eigenvalues(w, name): return np.exp(-np.exp(w[name + ".nu"]) + 1j * np.exp(w[name + ".theta"]))

def pairs(x): return x[:len(x) // 2] + 1j * x[len(x) // 2:]

def reals(x): return np.concatenate([x.real, x.imag])

class Stack:
    """Layers and the norm after them; `state` is a list of complex vectors."""
    def __init__(self, w, name, depth):
        self.w, self.name, self.depth = w, name, depth
        self.state = [pairs(w[f"{name}.layers.{i}.x0"]) for i in range(depth)]

    def step(self, h):
        for i in range(self.depth):
            w, n = self.w, f"{self.name}.layers.{i}"
            u = norm(w, n + ".norm", h)
            self.state[i] = eigenvalues(w, n) * self.state[i] + np.exp(w[n + ".log_gamma"]) * pairs(w[n + ".B"] @ u)
            y = w[n + ".C"] @ reals(self.state[i]) + w[n + ".D"] * u
            a, g = np.split(linear(w, n + ".W", y / 2 * (1 + erf(y / math.sqrt(2)))), 2)
            h = h + a * sigmoid(g)
        return norm(self.w, self.name + ".norm", h)

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

def selects(u, logits, value, T):
    """Whether the uniform draw u selects this value from softmax(logits / T), but for rounding."""
    if T == 0: return logits[value] >= max(logits) - 1e-4
    p = np.exp((logits - max(logits)) / T); p /= p.sum()
    return p[:value].sum() - 1e-5 <= u <= p[:value + 1].sum() + 1e-5

class Model:
    def __init__(self, config, w, T):
        self.w, self.T, self.emission = w, T, config["emission"]
        architecture, self.law = config["architecture"], config["emission"].get("law", config["emission"])
        self.F, self.latents, self.partial = architecture["frame"], architecture.get("latents"), None
        self.decoder = Stack(w, "decoder", architecture["decoder_layers"])
        if "conditioning" in architecture: self.partial = Stack(w, "partial", architecture["encoder_layers"])
        self.context = pairs(w["decoder.context.x0"]) if "lags" in self.emission else None
        self.seen, self.steps = [], 0

    def position(self): return [list(s.state) for s in (self.decoder, self.partial) if s], self.context, list(self.seen), self.steps

    def move(self, position):
        for stack, state in zip([s for s in (self.decoder, self.partial) if s], position[0]): stack.state = list(state)
        self.context, self.seen, self.steps = position[1], list(position[2]), position[3]

    def x(self, frame):
        x, kind = np.array(frame, float), self.law["type"]
        if kind == "categorical": return np.eye(self.law["values"])[x.astype(int)].ravel()
        if kind == "logistic": return 2 * x / (self.law["values"] - 1) - 1
        if "standardisation" not in self.law: return 2 * x - 1
        mean, sd = (np.resize(self.law["standardisation"][k], len(x)) for k in ("mean", "sd"))
        return (x - mean) / sd

    def likeliest(self, p):
        if not self.latents: return p[:len(p) // 2]
        p = p.reshape(-1, self.latents["values"])
        return np.eye(p.shape[1])[p.argmax(axis=1)].ravel()

    def observe(self, frame):
        if self.partial:
            p = self.partial.step(linear(self.w, "partial.embed", np.append(self.x(frame), 1)))
            self.emit(self.likeliest(linear(self.w, "partial.out", p)))
        else:
            self.decoder.step(linear(self.w, "decoder.embed_x", self.x(frame)))
        self.show(frame)

    def show(self, frame):
        """The symbols of a frame are known."""
        if self.context is not None:
            self.context = eigenvalues(self.w, "decoder.context") * self.context + pairs(linear(self.w, "decoder.context.drive", self.x(frame)))
        self.seen, self.steps = self.seen + list(frame), self.steps + 1

    def plan(self, fresh):
        if self.partial:
            p = linear(self.w, "partial.out", self.partial.step(self.w["partial.embed.bias"]))
            return 0 * p if fresh else p
        return linear(self.w, "decoder.prior", self.decoder.step(self.w["decoder.planned"]))

    def emit(self, z): return self.decoder.step(linear(self.w, "decoder.embed_z", z))

    def logits(self, hidden):
        l = linear(self.w, "decoder.emission", hidden)
        if self.context is None: return l
        joint = linear(self.w, "decoder.context.embed_o", hidden) + linear(self.w, "decoder.context.embed_c", reals(self.context))
        return l + linear(self.w, "decoder.context.readout", relu(joint))

    def wrong_latents(self, p, z, u):
        """How many latents are not those that the draws u select."""
        if self.latents:
            p, z = p.reshape(-1, self.latents["values"]), z.reshape(-1, self.latents["values"])
            return sum(sorted(row)[-2:] != [0, 1] or not selects(u[g], p[g], row.argmax(), self.T) for g, row in enumerate(z))
        mean, log_sd = np.split(p, 2)
        return int((np.abs(mean + self.T * np.exp(np.clip(log_sd, -6, 2)) * [inverse_normal(v) for v in u] - z) > 1e-4 * np.maximum(1, np.abs(z))).sum())

    def wrong_symbols(self, hidden, l, frame, given, u, u2):
        """How many discrete symbols of a frame, from `given`, are not those that the draws u and u2 select."""
        wrong, units = 0, linear(self.w, "decoder.inside", hidden) if "decoder.inside.v" in self.w else None
        for j, symbol in enumerate(frame):
            if "standardisation" in self.law: return 0
            group = self.law.get("group", 1)
            y, start = l.reshape(self.F // group, -1)[j // group], j - j % group
            if units is not None:
                y = y + self.w["decoder.inside.w"][j] @ relu(units)
                units = units + self.w["decoder.inside.v"][j] * (2 * symbol - 1)
            if self.context is not None: y = self.own(self.window(y, list(self.seen) + list(frame[:start])), frame[start:j], group)
            if j >= given: wrong += not self.selected(y, symbol, u[j], u2[j])
        return wrong

    def window(self, numbers, before):
        f, kind, features = self.emission["features"], self.law["type"], list(numbers[:self.emission["features"]])
        nothing = np.zeros(16 if kind == "categorical" else 1)
        for lag in self.emission["lags"]:
            known = lag <= len(before)
            features += list(nothing if not known else self.w["decoder.window.embed"][int(before[-lag])] if kind == "categorical" else self.x([before[-lag]]))
        b = linear(self.w, "decoder.window.inner", relu(linear(self.w, "decoder.window.hidden", np.array(features))))
        return numbers[f:] + linear(self.w, "decoder.window.out", relu(b))

    def own(self, y, before, group):
        """The numbers of one symbol of a group: its means moved by the levels of those before it."""
        if group == 1: return y
        i, n = len(before), (len(y) - group * (group - 1) // 2) // group
        logits, means, scales = np.split(y[i * n:(i + 1) * n], 3)
        return np.concatenate([logits, means + y[group * n + i * (i - 1) // 2:][:i] @ self.x(before) if i else means, scales])

    def selected(self, y, symbol, u, u2):
        kind, T = self.law["type"], self.T
        if kind == "categorical": return selects(u, y, int(symbol), T)
        if kind == "logistic":
            logits, means, scales = np.split(y, 3)
            levels = means + T * np.exp(np.clip(scales, -7, 3)) * math.log(u2 / (1 - u2))
            places = np.clip((levels + 1) * (self.law["values"] - 1) / 2, 0, self.law["values"] - 1)
            return any(selects(u, logits, k, T) and abs(places[k] - symbol) <= 0.5 + 1e-3 for k in range(len(logits)))
        chance = sigmoid(y[0] / T) if T else float(y[0] > 0)
        return (u < chance) == (symbol == 1) or abs(u - chance) < 1e-5

def main():
    p = argparse.ArgumentParser()
    p.add_argument("bundle"); p.add_argument("trace")
    p.add_argument("--seed", type=int, default=0); p.add_argument("--session", default="session"); p.add_argument("--temperature", type=float, default=1)
    a = p.parse_args()
    (config, w, fingerprint), trace = read(a.bundle), json.load(open(a.trace))
    model, given = Model(config, w, a.temperature), len(trace["pending"])
    key = int.from_bytes(hashlib.sha256(struct.pack(">q", a.seed) + a.session.encode()).digest()[:8], "big")
    worst, wrong_latents, wrong_symbols = dict(prior=0.0, logits=0.0), 0, 0
    for frame in trace["absorbed"]: model.observe(frame)
    for block in trace["blocks"]:
        start = model.position()
        for t, z in enumerate(block["z"]):
            prior, at = model.plan(model.steps == 0), model.steps + t
            if model.latents: found = np.array(block["prior_logits"][t])
            else:
                found = np.concatenate([block["prior_mean"][t], block["prior_log_sd"][t]])
                prior[len(prior) // 2:] = np.clip(prior[len(prior) // 2:], -6, 2)
            worst["prior"] = max(worst["prior"], np.abs(prior - found).max())
            wrong_latents += model.wrong_latents(prior, np.array(z), uniforms(key, at, 0, trace["latent"]))
        model.move(start)
        for t, frame in enumerate(block["symbols"]):
            hidden, at = model.emit(np.array(block["z"][t])), model.steps
            logits = model.logits(hidden)
            worst["logits"] = max(worst["logits"], np.abs(logits - block["logits"][t]).max())
            wrong_symbols += model.wrong_symbols(hidden, logits, frame, given if t == 0 else 0, uniforms(key, at, 1, model.F), uniforms(key, at, 2, model.F))
            model.show(frame)
        model.move(start)
        for frame in block["symbols"]: model.observe(frame)
        given = 0
    same = fingerprint == trace["fingerprint"]
    print(f"fingerprint {'equal' if same else 'DIFFERENT'}, {model.steps} steps, largest differences:", ", ".join(f"{k} {v:.1e}" for k, v in worst.items()) + f", wrong latents: {wrong_latents}, wrong symbols: {wrong_symbols}")
    sys.exit(0 if same and not wrong_latents and not wrong_symbols and max(worst.values()) < 1e-4 else 1)

if __name__ == "__main__": main()
